package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages on a phone that is held in one hand. */
class PhoneBrowserTest {
  private static final int WIDTH = 390;
  private static final int HEIGHT = 844;

  /** What a thumb hits, WCAG 2.5.5. */
  private static final double FINGER = 44;

  private static final String BED_4 = WardCast.id(4);

  private static final String TOO_WIDE =
      "() => [...document.querySelectorAll('body *')].filter(e =>"
          + " e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.watermark, svg,"
          + " .skip') && getComputedStyle(e).visibility !== 'hidden').map(e => e.tagName + '.' +"
          + " e.className).slice(0, 5)";

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  /** In English, whose words are the longer ones. */
  @Test
  void pages_areOneColumn_andTheThumbReachesTheAnswer() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, WIDTH, HEIGHT);
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);

    assertFits(page, "board");
    Object columns =
        page.evaluate(
            "() => new Set([...document.querySelectorAll('.card')].map(c =>"
                + " c.getBoundingClientRect().left)).size");
    assertThat(columns).isEqualTo(1);
    Locator card = page.locator(".card[data-patient='" + BED_4 + "']");
    BoundingBox answer = box(card.locator(".answer"));
    assertThat(answer.height).isGreaterThanOrEqualTo(FINGER);
    assertThat(answer.width).isGreaterThan(WIDTH * 0.8);

    card.locator(".card-title").click();
    BoundingBox sheet = box(page.locator("#details"));
    assertThat(sheet.y + sheet.height).as("the sheet's foot").isBetween(HEIGHT - 1.0, HEIGHT + 1.0);
    BoundingBox thumb = box(page.locator("#details .thumb button"));
    assertThat(thumb.y).as("the thumb's button").isGreaterThan(HEIGHT * 0.6);
    assertThat(thumb.y + thumb.height).isLessThanOrEqualTo(HEIGHT);
    assertFits(page, "details");
    AxeCheck.assertNoViolations(page, "details on a phone");
    page.locator("#details .thumb button").click();
    assertThat(page.locator("#details .acknowledged").first()).containsText("✓ dr.lin");
    page.keyboard().press("Escape");

    for (String path :
        List.of("/patient.html#" + BED_4, "/models.html", "/drill.html", "/ward.html")) {
      WardInBrowser.go(page, path, "en");
      assertThat(page.locator("body")).hasAttribute("data-live", "yes");
      if (path.startsWith("/patient")) {
        assertThat(page.locator("[data-chart=heart-rate]")).isVisible();
        assertThat(box(page.locator("#alerts")).y).isLessThan(box(page.locator("#charts")).y);
      }
      assertFits(page, path);
      AxeCheck.assertNoViolations(page, path);
    }
    IN_BROWSER.assertNoComplaints();
  }

  private static BoundingBox box(Locator element) {
    return Objects.requireNonNull(element.boundingBox(), "not on the page");
  }

  private static void assertFits(Page page, String where) {
    assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .as("%s is too wide: %s", where, page.evaluate(TOO_WIDE))
        .isTrue();
  }
}
