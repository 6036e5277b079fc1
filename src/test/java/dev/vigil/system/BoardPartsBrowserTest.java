package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.vigil.dashboard.registry.Discharge;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.Priority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** So many patients that a page is told of them in parts. */
class BoardPartsBrowserTest {
  private static final int BEDS = 280;
  private static final int FIRST_PART = 250;

  /** Of the second part, as parts go by the ids. */
  private static final String LAST = WardCast.id(BEDS);

  /** A place behind those who need most. */
  private static final int POINTED = 6;

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 900;

  /**
   * What comes after a snapshot is kept back until {@code letGo()}; {@code isFirst()} says whether
   * somebody's card is one of the first, {@code breakOff()} ends the connection.
   */
  private static final String HELD_BACK =
      """
      (() => {
        const Plain = window.WebSocket;
        const held = [];
        let holds = true;
        let open = null;
        window.snapshots = 0;
        window.WebSocket = class extends Plain {
          constructor(...how) {
            super(...how);
            open = this;
          }
          set onmessage(take) {
            super.onmessage = take && ((message) => {
              if (holds && message.data.includes('"type":"update"')) {
                held.push(() => take(message));
                return;
              }
              if (message.data.includes('"type":"snapshot"')) window.snapshots++;
              take(message);
            });
          }
        };
        window.letGo = () => {
          holds = false;
          held.splice(0).forEach((take) => take());
        };
        window.isFirst = (id) =>
          [...document.querySelectorAll('.card')].slice(0, 4).some((card) => card.dataset.patient === id);
        window.breakOff = () => new Promise((done) => {
          holds = true;
          open.addEventListener('close', () => done(true));
          open.close();
        });
      })()
      """;

  private static final String TWO_PICTURES =
      "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>"
          + " done(true))))";

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  private SimulatedWard ward;

  @BeforeEach
  void fill() throws Exception {
    ward = IN_BROWSER.ward();
    for (int i = WardCast.PATIENTS + 1; i <= BEDS; i++) {
      ward.admit(WardCast.id(i), Integer.toString(i), 30 + i % 60, Sex.FEMALE);
      ward.reading(WardCast.id(i), "heart-rate", 60 + i % 40);
    }
  }

  @Test
  void cards_areInOrder_asSoonAsTheLastPartHasCome() throws Exception {
    raiseLast();
    Page page = open();

    // Values wait for a timer.
    page.evaluate("() => { window.setTimeout = () => 0; window.letGo(); }");

    page.waitForFunction("id => window.isFirst(id)", LAST);
    assertThat(page.locator(".card")).hasCount(BEDS);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void cardUnderThePointer_staysThere_whenTheLastPartComes() throws Exception {
    raiseLast();
    Page page = open();
    Locator pointed = page.locator(".card").nth(POINTED);
    String patient = pointed.getAttribute("data-patient");
    pointed.hover();

    page.evaluate("() => window.letGo()");

    assertThat(page.locator(".card")).hasCount(BEDS);
    assertThat(pointed.getAttribute("data-patient")).isEqualTo(patient);
    page.mouse().move(5, 5);
    page.waitForFunction("id => window.isFirst(id)", LAST);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void detailsOfTheSecondPart_stayOpenOverABreak_andWhatEndedInItIsGone() throws Exception {
    Page page = open();
    page.evaluate("() => window.letGo()");
    page.locator(".card[data-patient='" + LAST + "'] .card-title").click();
    assertThat(page.locator("#details h2")).containsText(LAST);
    String gone = WardCast.id(BEDS - 1);

    page.evaluate("() => window.breakOff()");
    ward.registry.discharge(gone, new Discharge(1, null), "test").toCompletableFuture().get();
    page.waitForFunction("() => window.snapshots === 2");
    page.evaluate(TWO_PICTURES);

    assertThat(page.locator("#details").isVisible()).isTrue();
    assertThat(page.locator(".card").count()).isEqualTo(BEDS);
    page.evaluate("() => window.letGo()");
    assertThat(page.locator(".card[data-patient='" + gone + "']")).hasCount(0);
    assertThat(page.locator(".card")).hasCount(BEDS - 1);
    assertThat(page.locator("#details").isVisible()).isTrue();
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void wardOneWasIn_isShownAgain_onceItsPatientsHaveCome() throws Exception {
    ward.admit("p-9000", "Z9", "1", 50, Sex.FEMALE);
    ward.start(WardInBrowser.QUICK_BEAT);
    Page page =
        IN_BROWSER.another(
            "/ward.html",
            WIDTH,
            HEIGHT,
            before -> {
              before.addInitScript(HELD_BACK);
              before.addInitScript("sessionStorage.setItem('vigil-ward', 'Z9')");
            });
    assertThat(page.locator("#beds button")).hasCount(FIRST_PART);

    page.evaluate("() => window.letGo()");

    assertThat(page.locator("#beds button")).hasCount(1);
    assertThat(page.locator("#ward")).hasValue("Z9");
    IN_BROWSER.assertNoComplaints();
  }

  private static Page open() throws Exception {
    IN_BROWSER.ward().start(WardInBrowser.QUICK_BEAT);
    Page page = IN_BROWSER.another("/", WIDTH, HEIGHT, before -> before.addInitScript(HELD_BACK));
    assertThat(page.locator(".card")).hasCount(FIRST_PART);
    return page;
  }

  private void raiseLast() {
    ward.raise(
        LAST,
        Kind.LIMIT,
        Priority.HIGH,
        "Heart rate is above 130 /min",
        ward.limit(LAST, "heart-rate", 130, "Clears when it is back inside"));
  }
}
