package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The three-dimensional ward under a pointer and a focus, and when they leave it. */
class WardRestBrowserTest {
  private static final String LAST = WardCast.id(30);

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  @Test
  void bedsAreOrderedAgain_onceThePointerHasLeftThePicture() throws Exception {
    Page page = open();
    Locator row = row(page, WardCast.id(19));
    page.mouse()
        .move(
            Double.parseDouble(row.getAttribute("data-x")),
            Double.parseDouble(row.getAttribute("data-y")));
    page.waitForFunction("() => document.getElementById('scene').matches('.over')");

    // Once the details that a click opens are closed, the focus is in the picture: no bed is held.
    page.mouse().down();
    page.mouse().up();
    page.locator("#details header .actions > button").last().click();
    page.locator("#scene").focus();
    page.mouse().move(5, 5);
    raiseLast();

    page.waitForFunction(
        "id => document.getElementById('scene').vigil.world.room.order.indexOf(id) < 4", LAST);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void bedWithTheFocus_whenSomebodyIsAdmitted_keepsItAndItsPlace() throws Exception {
    Page page = open();
    Locator focused = page.locator("#beds li").nth(4).locator("button");
    String patient = focused.getAttribute("data-patient");
    focused.focus();
    raiseLast();
    assertThat(row(page, LAST)).hasAttribute("data-priority", "high");

    IN_BROWSER.ward().admit("p-9000", "99", 50, Sex.FEMALE);

    assertThat(row(page, "p-9000")).hasCount(1);
    assertThat(page.evaluate("() => document.activeElement.dataset.patient")).isEqualTo(patient);
    assertThat(focused.getAttribute("data-patient")).isEqualTo(patient);
    IN_BROWSER.assertNoComplaints();
  }

  private static Page open() throws Exception {
    Page page = IN_BROWSER.open("/ward.html", WardInBrowser.QUICK_BEAT, 960, 540);
    row(page, WardCast.id(19)).waitFor();
    page.waitForFunction("() => document.querySelectorAll('#beds button[data-x]').length > 20");
    return page;
  }

  private static Locator row(Page page, String patient) {
    return page.locator("#beds button[data-patient='" + patient + "']");
  }

  private static void raiseLast() {
    SimulatedWard ward = IN_BROWSER.ward();
    ward.raise(
        LAST,
        Kind.LIMIT,
        Priority.HIGH,
        "Heart rate is above 130 /min",
        ward.limit(LAST, "heart-rate", 130, "Clears when it is at or below 130 /min"));
  }
}
