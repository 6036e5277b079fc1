package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import dev.vigil.dashboard.registry.Discharge;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.Priority;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing moves away under a hand, and no hand presses what nobody has read. */
class BoardUnderHandBrowserTest {
  private static final String BED_2 = WardCast.id(2);
  private static final String LAST = WardCast.id(30);
  private static final String THUMB = "#details .thumb button";
  private static final int POINTED = 2;

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  @Test
  void cardUnderThePointer_whenSomebodyIsAdmitted_staysThere() throws Exception {
    SimulatedWard ward = IN_BROWSER.ward();
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
    Locator pointed = page.locator(".card").nth(POINTED);
    String patient = pointed.getAttribute("data-patient");
    pointed.hover();
    raise(LAST, "heart-rate", "Heart rate is above 130 /min");

    ward.admit("p-9000", "99", 50, Sex.FEMALE);

    assertThat(page.locator(".card[data-patient=p-9000]")).hasCount(1);
    assertThat(pointed.getAttribute("data-patient")).isEqualTo(patient);
    assertThat(page.locator(".card").last().getAttribute("data-patient")).isEqualTo("p-9000");
    page.mouse().move(5, 5);
    page.waitForFunction(
        "id => [...document.querySelectorAll('.card')].findIndex(c => c.dataset.patient === id) <"
            + " 4",
        LAST);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void focusThatAClickLeftOnACard_holdsNoOrder() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
    page.locator(".card-title").nth(POINTED).click();
    page.locator("#details header .actions > button").last().click();
    assertThat(
            page.evaluate(
                "() => document.getElementById('cards').contains(document.activeElement)"))
        .isEqualTo(true);
    page.mouse().move(5, 5);

    raise(LAST, "heart-rate", "Heart rate is above 130 /min");

    page.waitForFunction(
        "id => [...document.querySelectorAll('.card')].findIndex(c => c.dataset.patient === id) <"
            + " 4",
        LAST);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void focusThatAClickLeftOnACard_goesWhereTheCardGoes() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    Locator title = page.locator(".card[data-patient='" + LAST + "'] .card-title");
    title.click();
    page.locator("#details header .actions > button").last().click();
    page.mouse().move(5, 5);

    raise(LAST, "heart-rate", "Heart rate is above 130 /min");

    page.waitForFunction(
        "id => [...document.querySelectorAll('.card')].findIndex(c => c.dataset.patient === id) <"
            + " 4",
        LAST);
    assertThat(page.evaluate("() => document.activeElement.closest('.card')?.dataset.patient"))
        .isEqualTo(LAST);
    // Where it is shown, it holds the order.
    assertThat(page.evaluate("() => document.activeElement.matches(':focus-visible')"))
        .isEqualTo(false);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void focusOfACard_whosePatientLeaves_goesToTheOneBeside() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
    String leaves = page.locator(".card").nth(POINTED).getAttribute("data-patient");
    String beside = page.locator(".card").nth(POINTED + 1).getAttribute("data-patient");
    page.locator(".card-title").nth(POINTED).focus();

    IN_BROWSER
        .ward()
        .registry
        .discharge(leaves, new Discharge(1, null), "test")
        .toCompletableFuture()
        .get();

    assertThat(page.locator(".card[data-patient='" + leaves + "']")).hasCount(0);
    assertThat(page.evaluate("() => document.activeElement.closest('.card')?.dataset.patient"))
        .isEqualTo(beside);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void secondHalfOfADoubleClick_answersNoOtherAlert() throws Exception {
    SimulatedWard ward = IN_BROWSER.ward();
    Page page = openDetailsWithTwoAlerts();
    BoundingBox box = Objects.requireNonNull(page.locator(THUMB).boundingBox());
    page.mouse().click(box.x + box.width / 2, box.y + box.height / 2);
    assertThat(page.locator(THUMB)).hasAttribute("aria-label", Pattern.compile("HR|Heart"));

    page.mouse().down(new Mouse.DownOptions().setClickCount(2));
    page.mouse().up(new Mouse.UpOptions().setClickCount(2));

    assertThat(page.locator(THUMB).textContent()).isEqualTo("Acknowledge");
    assertThat(ward.commands).hasSize(1);
    page.mouse().click(box.x + box.width / 2, box.y + box.height / 2);
    assertThat(page.locator(THUMB)).hasCount(0);
    assertThat(ward.commands).hasSize(2);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void focusOfTheThumbsButton_neverGoesToTheNextAlerts() throws Exception {
    Page page = openDetailsWithTwoAlerts();

    page.locator(THUMB).press("Enter");

    assertThat(page.locator(THUMB)).hasAttribute("aria-label", Pattern.compile("HR|Heart"));
    assertThat(page.evaluate("() => document.activeElement.closest('.thumb')")).isNull();
    assertThat(
            page.evaluate(
                "() => document.getElementById('details').contains(document.activeElement)"))
        .isEqualTo(true);
    IN_BROWSER.assertNoComplaints();
  }

  /** On a phone, where the thumb's button is. */
  private static Page openDetailsWithTwoAlerts() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 390, 844);
    raise(BED_2, "spo2", "Oxygen saturation by pulse oximetry is below 88 %");
    raise(BED_2, "heart-rate", "Heart rate is above 130 /min");
    page.locator(".card[data-patient='" + BED_2 + "'] .card-title").click();
    assertThat(page.locator("#details .alert")).hasCount(2);
    assertThat(page.locator(THUMB)).hasAttribute("aria-label", Pattern.compile("SpO"));
    return page;
  }

  private static void raise(String patient, String vital, String because) {
    SimulatedWard ward = IN_BROWSER.ward();
    ward.raise(
        patient,
        Kind.LIMIT,
        Priority.HIGH,
        because,
        ward.limit(patient, vital, 88, "Clears when it is back inside"));
  }
}
