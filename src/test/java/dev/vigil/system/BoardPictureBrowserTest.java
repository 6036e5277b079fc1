package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the browser has to do for a picture of the board. */
class BoardPictureBrowserTest {
  private static final Pattern A_LINE = Pattern.compile("M\\d.*L\\d.*");

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  @Test
  void linesOfACard_areDrawnWhenItComesIntoSight() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 300);
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
    String patient = page.locator(".card").last().getAttribute("data-patient");
    Locator card = page.locator(".card[data-patient='" + patient + "']");

    assertThat(line(page.locator(".card").first())).hasAttribute("d", A_LINE);
    assertThat(line(card).getAttribute("d")).isNull();

    card.scrollIntoViewIfNeeded();
    assertThat(line(card)).hasAttribute("d", A_LINE);
    IN_BROWSER.assertNoComplaints();
  }

  /** What is composed at an angle costs all its points again with each picture of what is below. */
  @Test
  void watermark_isNotComposedAtAnAngle() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    assertThat(page.locator("#watermark")).hasAttribute("data-text", "DEMO PATIENTS");
    List<JsonArray> layers = new ArrayList<>();
    CDPSession session = page.context().newCDPSession(page);
    session.on(
        "LayerTree.layerTreeDidChange",
        event -> {
          if (event.has("layers")) {
            layers.add(event.getAsJsonArray("layers"));
          }
        });
    session.send("LayerTree.enable");
    page.waitForCondition(() -> !layers.isEmpty());

    assertThat(layers.get(0)).hasSizeGreaterThan(1).noneMatch(BoardPictureBrowserTest::isTurned);
    IN_BROWSER.assertNoComplaints();
  }

  private static boolean isTurned(JsonElement layer) {
    JsonArray transform = layer.getAsJsonObject().getAsJsonArray("transform");
    return transform != null && transform.get(1).getAsDouble() != 0;
  }

  private static Locator line(Locator card) {
    return card.locator("[data-vital=heart-rate] path");
  }
}
