package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What of a patient's page comes onto paper. */
class PatientPrintBrowserTest {
  private static final String BED_4 = WardCast.id(4);
  private static final String BLACK = "rgb(0, 0, 0)";
  private static final String WHITE = "rgb(255, 255, 255)";
  private static final Pattern SHEET = Pattern.compile("/Type\\s*/Page\\b");

  /** A4 less its margins, in CSS pixels. */
  private static final int SHEET_WIDTH = 703;

  private static final int SHEET_HEIGHT = 1017;

  /** A sheet is laid out without a frame of the screen, in which alone sizes are observed. */
  private static final String NO_SIZE_IS_OBSERVED =
      "window.ResizeObserver = class { observe() {} disconnect() {} };";

  /** Which charts are wider than where they stand, or may be cut between two sheets. */
  private static final String CUT =
      """
      () => [...document.querySelectorAll('.chart')].filter((chart) => {
        const drawn = chart.querySelector('canvas').getBoundingClientRect();
        const box = chart.querySelector('.chart-box').getBoundingClientRect();
        const isInside = drawn.left >= box.left && drawn.right <= box.right + 0.5
          && drawn.top >= box.top && drawn.bottom <= box.bottom + 0.5
          && box.right <= document.documentElement.clientWidth;
        return !isInside || getComputedStyle(chart).breakInside !== 'avoid';
      }).map((chart) => chart.dataset.chart)
      """;

  /** How many points of a chart are as good as black, and how many as good as white. */
  private static final String INK =
      """
      (canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const count = { black: 0, white: 0 };
        for (let i = 0; i < data.length; i += 4) {
          const light = Math.max(data[i], data[i + 1], data[i + 2]);
          if (data[i + 3] > 200 && light < 40) count.black++;
          if (data[i + 3] > 200 && light > 215) count.white++;
        }
        return count;
      }
      """;

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  /** To run a page's script, and to print it, has no time limit of Playwright's. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void patient_isPrintedBlackOnWhite_withNothingToPress_andWhoPrintedWhen() throws Exception {
    Page page = open();

    print(page);

    for (Locator pressed : page.locator("button, select, input, a, #what-if").all()) {
      assertThat(pressed).isHidden();
    }
    assertThat(page.locator("header.top")).isHidden();
    assertThat(page.locator("#printed"))
        .hasText(Pattern.compile("Printed .+ by dr\\.lin\\. All times are of the time zone .+"));
    for (String there : List.of("#title", "#facts", "#printed", "#shown", ".bottom strong")) {
      assertThat(page.locator(there)).isVisible();
      assertThat(page.locator(there)).hasCSS("color", BLACK);
    }
    assertThat(page.locator("#alerts .because").first()).isVisible();
    assertThat(page.locator("#alerts .badge").first()).hasCSS("color", BLACK);
    assertThat(page.locator("[data-model=news2] summary b")).hasCSS("color", BLACK);
    assertThat(page.locator("#twin [data-vital=heart-rate] .number")).hasCSS("color", BLACK);
    for (String behind : List.of("body", "main", "#scores")) {
      assertThat(page.locator(behind)).hasCSS("background-color", WHITE);
    }
    assertThat(sheets(page)).isBetween(2L, 6L);

    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    assertThat(page.locator("#printed")).isHidden();
    assertThat(page.locator("#actions .primary")).isVisible();
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void charts_areWholeOnPaper_andDrawnInBlack_asIsTheCourseOfAlerts() throws Exception {
    Page page = open();
    Locator drawn = page.locator("[data-chart=heart-rate] canvas");
    Map<?, ?> onScreen = (Map<?, ?>) drawn.evaluate(INK);

    print(page);

    assertThat((List<?>) page.evaluate(CUT)).isEmpty();
    assertThat(ink(onScreen, "white")).isPositive();
    Map<?, ?> onPaper = (Map<?, ?>) drawn.evaluate(INK);
    assertThat(ink(onPaper, "black")).isPositive();
    assertThat(ink(onPaper, "white")).isZero();
    assertThat(page.locator("#steps ol")).hasCSS("overflow-y", "visible");

    page.evaluate("() => { window.dispatchEvent(new Event('afterprint')); }");
    assertThat(ink((Map<?, ?>) drawn.evaluate(INK), "white")).isPositive();
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void momentOfThePast_saysSoOnPaper() throws Exception {
    Page page = open();
    page.locator("#then-toggle").click();
    assertThat(page.locator("#twin [data-vital=heart-rate]")).isVisible();

    print(page);

    assertThat(page.locator("#then-said")).isVisible();
    assertThat(page.locator("#then-said")).containsText("AS KNOWN AT");
    assertThat(page.locator("#then-slider")).isHidden();
    assertThat(page.locator("main")).hasCSS("background-image", "none");
    IN_BROWSER.assertNoComplaints();
  }

  /** In dark colours, as wide as a screen: both would be wrong on paper. */
  private static Page open() throws Exception {
    IN_BROWSER.ward().start(WardInBrowser.QUICK_BEAT);
    Page page =
        IN_BROWSER.another("/", 1440, 900, fresh -> fresh.addInitScript(NO_SIZE_IS_OBSERVED));
    assertThat(page.locator(".card[data-patient='" + BED_4 + "']")).hasCount(1);
    page.evaluate("() => localStorage.setItem('vigil-theme', 'dark')");
    WardInBrowser.go(page, "/patient.html#" + BED_4, "en");
    assertThat(page.locator("[data-chart=heart-rate] canvas")).isVisible();
    assertThat(page.locator("[data-model=news2] summary b")).isVisible();
    assertThat(page.locator("#alerts .because").first()).isVisible();
    return page;
  }

  private static void print(Page page) {
    page.evaluate("() => { window.dispatchEvent(new Event('beforeprint')); }");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    page.setViewportSize(SHEET_WIDTH, SHEET_HEIGHT);
  }

  private static int ink(Map<?, ?> counts, String of) {
    return ((Number) counts.get(of)).intValue();
  }

  private static long sheets(Page page) {
    byte[] pdf = page.pdf(new Page.PdfOptions().setFormat("A4"));
    return SHEET.matcher(new String(pdf, StandardCharsets.ISO_8859_1)).results().count();
  }
}
