package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import dev.vigil.dashboard.drill.DrillFold;
import dev.vigil.dashboard.drill.DrillOrder;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What of a drill's report comes onto paper. */
class DrillPrintBrowserTest {
  private static final String PATIENT = "drill-1-01";
  private static final int DEEDS = 90;
  private static final String BLACK = "rgb(0, 0, 0)";
  private static final String WHITE = "rgb(255, 255, 255)";
  private static final Pattern SHEET = Pattern.compile("/Type\\s*/Page\\b");

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  /** To run a page's script, and to print it, has no time limit of Playwright's. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void report_isPrintedAlone_blackOnWhite_markedOnEverySheet() throws Exception {
    drill(IN_BROWSER.ward());
    Page page = IN_BROWSER.open("/drill.html", WardInBrowser.QUICK_BEAT, 1280, 900);
    page.locator(".drills a").click();
    Locator report = page.locator("#report");
    assertThat(report.locator("[data-table=deeds] tbody tr")).hasCount(DEEDS);

    page.evaluate("() => { window.print = () => window.dispatchEvent(new Event('beforeprint')); }");
    page.locator("#drill-print").click();
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

    for (String hidden :
        List.of("header.top", "footer.bottom", "#watermark", ".drill-columns", ".actions")) {
      assertThat(page.locator(hidden).first()).isHidden();
    }
    assertThat(report.locator(".origin-note")).isVisible();
    assertThat(report.locator("#report-printed"))
        .hasText(Pattern.compile("Printed .+ by dr\\.lin\\. All times are of the time zone .+"));
    assertThat(report.locator("[data-first=alerted] b")).isVisible();
    assertThat(report.locator("[data-table=deeds] tbody tr")).hasCount(DEEDS);
    assertThat(report.locator("[data-table=deeds] tbody tr").last()).containsText("n.ito");
    assertThat(report.locator(".badge")).hasCSS("color", BLACK);
    assertThat(report.locator("[data-table=deeds] td").first()).hasCSS("color", BLACK);
    assertThat(page.locator("body")).hasCSS("background-color", WHITE);
    assertThat(report).hasCSS("background-color", WHITE);
    assertThat(mark(report)).isEqualTo("\"TRAINING\" fixed");
    assertThat(sheets(page)).isBetween(2L, 6L);

    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    assertThat(report.locator("#report-printed")).isHidden();
    assertThat(page.locator("header.top")).isVisible();
    IN_BROWSER.assertNoComplaints();
  }

  /** A drill in which an alert came and somebody entered a lot. */
  private static void drill(SimulatedWard ward) {
    DrillOrder order = new DrillOrder("T", "sepsis", null, null, null, null, null);
    DrillFold fold = ward.drills.fold(ward.drills.start(order, "dr.lead").id());
    fold.take(alert(ward));
    for (int i = 0; i < DEEDS; i++) {
      long at = ward.now() + 90 + i;
      Reading seen =
          new Reading("heart-rate", Reading.MANUAL, at, 140, Reading.Status.FINAL, 1, "n.ito");
      fold.take(new Readings(PATIENT, at, Readings.BOARD, List.of(seen)));
    }
  }

  private static AlertTransition alert(SimulatedWard ward) {
    long at = ward.now() + 80;
    String somebody = WardCast.id(2);
    ward.reading(somebody, "heart-rate", 143);
    return new AlertTransition(
        "a1",
        1,
        PATIENT,
        Origin.TRAINING,
        "T",
        "01",
        "heart-rate-extreme",
        AlertTransition.Kind.LIMIT,
        AlertTransition.State.ACTIVE,
        Priority.HIGH,
        AlertTransition.Cause.RAISED,
        at,
        at,
        null,
        "Heart rate is above 140 /min",
        ward.limit(somebody, "heart-rate", 140, "Clears when it is back inside"));
  }

  /** What is written across each sheet, and how it comes to be on each. */
  private static Object mark(Locator report) {
    return report.evaluate(
        "report => { const { content, position } = getComputedStyle(report, '::after');"
            + " return `${content} ${position}`; }");
  }

  private static long sheets(Page page) {
    byte[] pdf = page.pdf(new Page.PdfOptions().setFormat("A4"));
    return SHEET.matcher(new String(pdf, StandardCharsets.ISO_8859_1)).results().count();
  }
}
