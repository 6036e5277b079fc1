package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.Priority;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The three-dimensional ward in a real browser, drawn in software. */
class WardBrowserTest {

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  private SimulatedWard ward;

  @BeforeEach
  void enter() {
    ward = IN_BROWSER.ward();
  }

  @Test
  void bed_isSelectedWithTheMouseAndItsAlertAcknowledged() throws Exception {
    Page page = open(WardInBrowser.QUICK_BEAT);
    Locator row = row(page, WardCast.id(19));
    row.waitFor();
    page.waitForFunction(
        "() => document.querySelector(\"[data-patient='" + WardCast.id(19) + "']\").dataset.x");

    page.mouse()
        .click(
            Double.parseDouble(row.getAttribute("data-x")),
            Double.parseDouble(row.getAttribute("data-y")));

    Locator details = page.locator("#details");
    assertThat(details.locator("h2")).hasText("Bed 19 · " + WardCast.id(19));
    assertThat(row).hasAttribute("aria-pressed", "true");
    details.locator(".acknowledge").click();
    assertThat(details.locator(".acknowledged")).containsText("✓ dr.lin");
    assertThat(ward.commands).hasSize(1);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void keyboard_goesFromBedToBedAndOpensOne() throws Exception {
    Page page = open(WardInBrowser.QUICK_BEAT);
    row(page, WardCast.id(4)).waitFor();
    page.waitForFunction("() => document.querySelector('#beds button[data-x]')");

    page.locator("#scene").focus();
    page.keyboard().press("ArrowRight");
    page.keyboard().press("Enter");

    Locator details = page.locator("#details");
    assertThat(details.locator("h2")).containsText(WardCast.id(4));
    page.locator("#scene").focus();
    page.keyboard().press("ArrowRight");
    page.keyboard().press("Enter");
    assertThat(details.locator("h2")).not().containsText(WardCast.id(4));
    page.locator("#scene").focus();
    page.keyboard().press("Escape");
    assertThat(details).isHidden();
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void sound_comesFromTheBedThatNeedsMost() throws Exception {
    Page page = open(WardInBrowser.QUICK_BEAT);
    row(page, WardCast.id(4)).waitFor();
    page.waitForFunction("() => document.querySelector('#beds button[data-at]')");

    page.locator("#sound").click();

    assertThat(page.locator("#sound")).hasAttribute("aria-pressed", "true");
    page.waitForFunction("() => document.getElementById('scene').vigil.sound.last");
    assertThat(
            page.evaluate(
                "() => { const { id, priority, at } ="
                    + " document.getElementById('scene').vigil.sound.last; return `${id}"
                    + " ${priority} ${at.map((m) => m.toFixed(3)).join(' ')}`; }"))
        .isEqualTo(WardCast.id(4) + " high " + row(page, WardCast.id(4)).getAttribute("data-at"));
    page.locator("#sound").click();
    assertThat(page.locator("#sound")).hasAttribute("aria-pressed", "false");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void scene_isDrawnAndChangesWithAnAlert() throws Exception {
    Page page = open(WardInBrowser.QUICK_BEAT);
    assertThat(page.locator("#beds button")).hasCount(WardCast.PATIENTS);
    Locator row = row(page, WardCast.id(2));
    page.waitForFunction(
        "() => document.querySelector(\"[data-patient='" + WardCast.id(2) + "']\").dataset.x");
    page.waitForCondition(() -> redPixels(page) > 0);
    int redBefore = redPixels(page);

    ward.raise(
        WardCast.id(2),
        Kind.LIMIT,
        Priority.HIGH,
        "Heart rate is above 130 /min",
        ward.limit(WardCast.id(2), "heart-rate", 130, "Clears when it is at or below 130 /min"));

    assertThat(row).hasAttribute("data-priority", "high");
    assertThat(page.locator("#beds li").first().locator("button"))
        .hasAttribute("data-priority", "high");
    page.waitForCondition(() -> redPixels(page) > redBefore * 1.2);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void screens_areThereAgain_onceAGraphicsCardThatWasResetIsBack() throws Exception {
    Page page = IN_BROWSER.open("/ward.html", WardInBrowser.QUICK_BEAT, 840, 400);
    assertThat(page.locator("#beds button")).hasCount(WardCast.PATIENTS);
    int before = redPixelsAtRest(page);

    page.evaluate(
        "() => new Promise(done => { const scene = document.getElementById('scene'); const card ="
            + " scene.vigil.view.renderer.getContext().getExtension('WEBGL_lose_context');"
            + " scene.addEventListener('webglcontextlost', () => setTimeout(() =>"
            + " card.restoreContext())); scene.addEventListener('webglcontextrestored', () =>"
            + " done(true)); card.loseContext(); })");

    page.waitForCondition(() -> redPixels(page) > before * 0.95);
  }

  @Test
  void scoreOfASilentPatient_isNotShownAsCurrent() throws Exception {
    Page page = open(WardInBrowser.QUICK_BEAT);

    assertThat(row(page, WardCast.SILENT.get(0)).locator(".total"))
        .hasAttribute("data-stale", "yes");
    assertThat(row(page, WardCast.id(4)).locator(".total[data-stale]")).hasCount(0);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void silentServer_isSaidHereToo() throws Exception {
    Page page = open(Duration.ofHours(1));
    assertThat(page.locator("#live")).hasText("LIVE");

    assertThat(page.locator("#live")).hasText("NOT LIVE");
    assertThat(page.locator("#not-live")).isVisible();
  }

  private static Page open(Duration beat) throws Exception {
    return IN_BROWSER.open("/ward.html", beat, 960, 540);
  }

  private static Locator row(Page page, String patient) {
    return page.locator("#beds button[data-patient='" + patient + "']");
  }

  /** Once all screens are drawn. */
  private static int redPixelsAtRest(Page page) {
    AtomicInteger last = new AtomicInteger();
    page.waitForCondition(
        () -> {
          int now = redPixels(page);
          return last.getAndSet(now) == now && now > 0;
        });
    return last.get();
  }

  /**
   * How much of the picture of the scene has the red of a high alert. The log goes on meanwhile: a
   * page whose log has stood still for 10 s is grey, and on a busy machine that is soon.
   */
  private static int redPixels(Page page) {
    IN_BROWSER.ward().tick(WardCast.SILENT);
    try {
      byte[] png = page.locator("#scene").screenshot();
      var image = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(png));
      int red = 0;
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          int rgb = image.getRGB(x, y);
          boolean isRed =
              ((rgb >> 16) & 0xff) > 180 && ((rgb >> 8) & 0xff) < 110 && (rgb & 0xff) < 110;
          red += isRed ? 1 : 0;
        }
      }
      return red;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
