package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a page comes to its connection, and what it makes of clocks. */
class FeedBrowserTest {
  private static final int UNAVAILABLE = 503;

  /** Half past two of the day on which clocks go back, the second time. */
  private static final double TWICE = 1_792_891_800;

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  @Test
  void signingInTwiceAtOnce_opensOneConnection() throws Exception {
    Page page = IN_BROWSER.signedOut("/", WardInBrowser.QUICK_BEAT, 1280, 720);
    List<WebSocket> sockets = new CopyOnWriteArrayList<>();
    page.onWebSocket(sockets::add);
    page.locator("#sign-in-name").fill(SimulatedWard.NAME);
    page.locator("#sign-in-password").fill(SimulatedWard.PASSWORD);

    page.evaluate(
        "() => { const form = document.querySelector('#sign-in form'); form.requestSubmit();"
            + " form.requestSubmit(); }");

    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
    assertThat(page.locator("#live")).hasText("LIVE");
    assertThat(sockets.stream().filter(socket -> !socket.isClosed())).hasSize(1);
  }

  @Test
  void serverThatCannotSayWhoIsThere_isAskedAgain_andNobodyHasToSignIn() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 720);
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
    AtomicInteger asked = new AtomicInteger();
    page.route(
        "**/api/me",
        route -> {
          if (asked.getAndIncrement() == 0) {
            route.fulfill(new Route.FulfillOptions().setStatus(UNAVAILABLE).setBody("{}"));
          } else {
            route.resume();
          }
        });

    page.reload();

    page.waitForFunction("() => document.querySelector('.card, #sign-in')");
    assertThat(page.locator("#sign-in").count()).isZero();
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
    assertThat(asked).hasValueGreaterThan(1);
  }

  @Test
  void computerThatSlept_isNotLive_thoughItsSteadyClockStoodStill() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 720);
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
    assertThat(page.locator("#live")).hasText("LIVE");
    String before = page.locator("#clock").textContent();
    IN_BROWSER.ward().tick(List.of());
    // A second that came only after the clocks were put apart would be a new one by both.
    assertThat(page.locator("#clock")).not().hasText(before);

    Object millis =
        page.evaluate(
            "() => new Promise(done => { const begun = performance.now(); const real = Date.now;"
                + " Date.now = () => real() + 3600000; const look = () =>"
                + " document.body.dataset.live === 'no' ? done(performance.now() - begun) :"
                + " requestAnimationFrame(look); look(); })");

    // By the steady clock the log's would be said to stand still after ten seconds.
    assertThat(((Number) millis).doubleValue()).isLessThan(5_000);
  }

  @Test
  void secondsOfABreak_areShownButNotReadAloud() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 720);

    assertThat(page.locator("#not-live")).hasAttribute("role", "alert");
    assertThat(page.locator("#not-live [data-since]").getAttribute("aria-live")).isEqualTo("off");
  }

  @Test
  void whoComesOrGoesWhileASnapshotsPartsAreAwaited_isNoneOfThem() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 720);

    Object whole =
        page.evaluate(
            """
            async () => {
              const { Told } = await import('/told.js');
              const told = new Told();
              const of = (patient) => ({ patient, place: { ward: 'B4', bed: '1' } });
              told.snapshot({ patients: [of('a')], more: 2 });
              told.update({ patients: [of('new')], gone: ['c'] });
              const before = told.isWhole;
              told.update({ patients: [of('b')], gone: ['c'], more: 0 });
              return [before, told.isWhole, [...told.patients.keys()].join()];
            }
            """);

    assertThat(whole).isEqualTo(List.of(false, true, "a,new,b"));
  }

  @Test
  void hourThatComesTwice_isTheOneNearby() throws Exception {
    IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 720).close();
    Browser.NewContextOptions berlin =
        new Browser.NewContextOptions().setTimezoneId("Europe/Berlin");
    Page page = IN_BROWSER.page(berlin);
    page.navigate(IN_BROWSER.ward().url("/"));

    for (double away : List.of(-5400.0, -3600.0, -60.0, 0.0, 1800.0, 3600.0)) {
      Object wrong =
          page.evaluate(
              "async second => { const { toLocal, fromLocal } = await import('/past.js');"
                  + " return fromLocal(toLocal(second), second) - second; }",
              TWICE + away);
      assertThat(((Number) wrong).intValue()).as("%s s away", away).isZero();
    }
  }
}
