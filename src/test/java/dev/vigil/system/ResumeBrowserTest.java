package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.vigil.dashboard.CuttableWay;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.Priority;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The board's connection is cut while alerts go on. */
class ResumeBrowserTest {
  private static final String BED_2 = WardCast.id(2);

  /** Keeps all that the page reads aloud, in its order. */
  private static final String LISTEN =
      "window.heard = [];"
          + "addEventListener('DOMContentLoaded', () => {"
          + "  for (const id of ['announce', 'announce-now'])"
          + "    new MutationObserver((all) => all.forEach((one) =>"
          + "      one.addedNodes.forEach((node) => window.heard.push(node.textContent))))"
          + "      .observe(document.getElementById(id), {childList: true});"
          + "});";

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  @Test
  void transitionsDuringABreak_areReadAloudOnceEachInOrder() throws Exception {
    SimulatedWard ward = IN_BROWSER.ward().start(WardInBrowser.QUICK_BEAT);
    URI direct = URI.create(ward.url("/"));
    try (CuttableWay way = new CuttableWay(direct.getPort())) {
      String url = direct.toString().replace(":" + direct.getPort(), ":" + way.port());
      Page page = IN_BROWSER.at(url, 1280, 800, before -> before.addInitScript(LISTEN));
      assertThat(page.locator("#live")).hasText("LIVE");
      raise(ward, Priority.MEDIUM, "the first");
      page.waitForFunction("() => window.heard.length === 1");

      way.cut();
      raise(ward, Priority.HIGH, "the second");
      raise(ward, Priority.MEDIUM, "the third");
      raise(ward, Priority.HIGH, "the fourth");
      assertThat(page.locator("#live")).hasText("NOT LIVE");
      assertThat(heard(page)).hasSize(1);
      way.mend();

      page.waitForFunction("() => window.heard.length >= 4");
      raise(ward, Priority.MEDIUM, "the fifth");
      page.waitForFunction("() => window.heard.length >= 5");
      assertThat(heard(page).stream().map(text -> text.substring(text.indexOf("the "))))
          .containsExactly("the first", "the second", "the third", "the fourth", "the fifth");
    }
  }

  @Test
  void readingsOfABreak_areOnThePatientsPage_onceItIsOver() throws Exception {
    SimulatedWard ward = IN_BROWSER.ward().start(WardInBrowser.QUICK_BEAT);
    URI direct = URI.create(ward.url("/patient.html"));
    try (CuttableWay way = new CuttableWay(direct.getPort())) {
      Page page = IN_BROWSER.at(through(way, ward.url("/")), 1280, 800, unchanged -> {});
      assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
      page.navigate("about:blank");
      page.navigate(through(way, direct.toString()).replaceAll("#.*", "#" + BED_2));
      assertThat(page.locator("[data-chart=heart-rate]")).isVisible();
      isLive(ward, page);
      AtomicInteger asked = new AtomicInteger();
      page.onResponse(
          answer -> asked.addAndGet(answer.ok() && answer.url().contains("/course?") ? 1 : 0));

      way.cut();
      assertThat(page.locator("#live")).hasText("NOT LIVE");
      way.mend();

      isLive(ward, page);
      page.waitForCondition(() -> asked.get() > 0);
    }
  }

  /** A clock that stands still is not live. */
  private static void isLive(SimulatedWard ward, Page page) {
    page.waitForCondition(
        () -> {
          ward.tick();
          return page.locator("#live").textContent().equals("LIVE");
        });
  }

  private static String through(CuttableWay way, String url) {
    return url.replaceFirst("127\\.0\\.0\\.1:\\d+", "127.0.0.1:" + way.port());
  }

  private static void raise(SimulatedWard ward, Priority priority, String because) {
    ward.raise(
        BED_2, Kind.LIMIT, priority, because, ward.limit(BED_2, "spo2", 88, "Clears when above"));
  }

  private static List<String> heard(Page page) {
    return ((List<?>) page.evaluate("window.heard")).stream().map(String::valueOf).toList();
  }
}
