package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The details of a patient of whom alerts go on coming. */
class DetailsBrowserTest {
  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  @Test
  void buttonThatIsPressed_whenAnotherAlertComes_keepsItsClick() throws Exception {
    // given
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    String patient = WardCast.id(2);
    raise(patient, "heart-rate", 130, Priority.HIGH);
    page.locator(".card[data-patient='" + patient + "'] .card-title").click();
    Locator alerts = page.locator("#details .alert");
    assertThat(alerts).hasCount(1);
    BoundingBox button = alerts.first().locator(".acknowledge").boundingBox();

    // when
    page.mouse().move(button.x + button.width / 2, button.y + button.height / 2);
    page.mouse().down();
    raise(patient, "respiratory-rate", 25, Priority.LOW);
    assertThat(alerts).hasCount(2);
    page.mouse().up();

    // then
    assertThat(page.locator("#details .acknowledged")).hasCount(1);
    assertThat(page.locator("#details .acknowledged")).containsText(SimulatedWard.NAME);
    IN_BROWSER.assertNoComplaints();
  }

  private static void raise(String patient, String vital, int limit, Priority priority) {
    SimulatedWard ward = IN_BROWSER.ward();
    ward.raise(
        patient,
        Kind.LIMIT,
        priority,
        vital + " is above " + limit,
        ward.limit(patient, vital, limit, "Clears when it is back inside"));
  }
}
