package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.Explanation;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.Priority;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ward board in a real browser, fed by the real server. */
class BoardBrowserTest {
  /** Column of the first rule's row, after its name. */
  private static final int NOT_USEFUL = 4;

  private static final String BED_2 = WardCast.id(2);

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  private SimulatedWard ward;

  @BeforeEach
  void enter() {
    ward = IN_BROWSER.ward();
  }

  @Test
  void values_changeLiveWithTheirAges() throws Exception {
    Page page = open(WardInBrowser.QUICK_BEAT);
    Locator rate = card(page, BED_2).locator("[data-vital=heart-rate]");
    assertThat(page.locator("#live")).hasText("LIVE");
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);

    ward.tick(List.of(BED_2));
    ward.reading(BED_2, "heart-rate", 143, ward.now());
    assertThat(rate.locator(".value")).hasText("143");
    assertThat(rate.locator(".age")).hasText("now");

    for (int second = 0; second < 7; second++) {
      ward.tick(List.of(BED_2));
    }
    assertThat(rate.locator(".age")).hasText("7 s");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void cardOutOfSight_hasItsAlertAtOnce_andItsValuesWithoutBeingSeen() throws Exception {
    Page page = open(WardInBrowser.QUICK_BEAT);
    page.setViewportSize(1280, 420);
    String patient = page.locator(".card").last().getAttribute("data-patient");
    Locator card = card(page, patient);
    Locator rate = card.locator("[data-vital=heart-rate] .value");

    ward.tick(List.of(patient));
    ward.reading(patient, "heart-rate", 143, ward.now());
    assertThat(rate).hasText("143");
    ward.raise(
        patient,
        Kind.LIMIT,
        Priority.LOW,
        "Heart rate is above 130 /min",
        ward.limit(patient, "heart-rate", 130, "Clears when it is back inside"));
    assertThat(card.locator(".foot .badge")).hasText("! Low");
    assertThat(card).not().isInViewport();

    ward.tick(List.of(patient));
    ward.reading(patient, "heart-rate", 144, ward.now());
    card.scrollIntoViewIfNeeded();
    assertThat(rate).hasText("144");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void silentPatient_looksUnmonitored() throws Exception {
    Page page = open(WardInBrowser.QUICK_BEAT);

    Locator silent = card(page, WardCast.SILENT.get(0));

    assertThat(silent).hasAttribute("data-unmonitored", "yes");
    assertThat(silent.locator(".stamp")).containsText("Unmonitored · last value 4 min ago");
    assertThat(silent.locator(".score")).containsText("old input");
    assertThat(card(page, BED_2).locator(".stamp")).isHidden();
    assertThat(page.locator("[data-count=unmonitored] b")).hasText("2");
  }

  @Test
  void newAlert_comesFirstAndIsAcknowledgedWithOneClick() throws Exception {
    Page page = open(WardInBrowser.QUICK_BEAT);
    Page other = IN_BROWSER.another("/", 1280, 720);
    ward.tick(List.of(BED_2));
    ward.reading(BED_2, "spo2", 81, ward.now());
    ward.raise(
        BED_2,
        Kind.LIMIT,
        Priority.HIGH,
        "Oxygen saturation by pulse oximetry is below 88 %",
        ward.limit(BED_2, "spo2", 88, "Clears when it is at or above 88 %"));
    Locator foot = card(page, BED_2).locator(".foot");
    assertThat(foot).containsText("SpO₂ 81 < 88 %");
    assertThat(foot.locator(".badge")).hasText("!!! High");
    assertThat(foot.locator(".since")).hasText("0 s");
    assertThat(page.locator("#announce-now")).containsText("High priority: bed 2");

    foot.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions()).click();

    assertThat(foot.locator(".acknowledged")).containsText("✓ dr.lin");
    assertThat(foot).containsText("SpO₂ 81 < 88 %");
    assertThat(card(other, BED_2).locator(".acknowledged")).containsText("✓ dr.lin");
    assertThat(ward.commands).hasSize(1);
    assertThat(ward.commands.get(0).patient()).isEqualTo(BED_2);
    assertThat(ward.commands.get(0).sequence()).isEqualTo(1);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void details_showEvidenceAndSubScores() throws Exception {
    Page page = open(WardInBrowser.QUICK_BEAT);

    card(page, WardCast.id(4)).locator(".card-title").click();

    Locator details = page.locator("#details");
    assertThat(details).isVisible();
    assertThat(details).containsText("Systolic blood pressure is 89, below 90 mmHg");
    assertThat(details).containsText("Systolic blood pressure 89 mmHg at");
    assertThat(details).containsText("Limit 90 mmHg");
    assertThat(details).containsText("Lactate");
    assertThat(details.locator("dl")).containsText("Systolic blood pressure");
    Locator opinion = details.locator(".opinions button").nth(1);
    opinion.click();
    assertThat(opinion).hasAttribute("aria-pressed", "true");
    page.keyboard().press("Escape");
    assertThat(details).isHidden();
    Page operations = IN_BROWSER.another("/models.html", 1280, 800);
    assertThat(operations.locator(".burden tbody td").nth(NOT_USEFUL)).hasText("1");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void scoreAlert_showsThresholdAndSubScores() throws Exception {
    String bed11 = WardCast.id(11);
    Evidence evidence = ward.threshold(bed11, 7);
    Explanation why =
        new Explanation(
            ward.now(),
            List.of(
                new Explanation.Input("heart-rate.max.8h", 0.754, 121.0, 118.0, 3.5),
                new Explanation.Input("lactate.last.missing", -0.25, null, null, null)));
    Evidence explained =
        new Evidence(
            evidence.readings(),
            evidence.limit(),
            evidence.score().explained(why),
            evidence.lastSeen(),
            evidence.clears());
    ward.raise(bed11, Kind.SCORE, Priority.HIGH, "news2 has reached 7", explained);
    Page page = open(WardInBrowser.QUICK_BEAT);

    card(page, bed11).locator(".card-title").click();

    Locator alert = page.locator("#details .alert", withText("NEWS2 has reached 7"));
    assertThat(alert).containsText("Threshold 7");
    assertThat(alert).containsText("NEWS2 8 at 10:15:0");
    assertThat(alert).containsText("Sub-scores: Oxygen saturation by pulse oximetry 3, ");
    assertThat(alert).containsText("Clears when NEWS2 is below 7");
    assertThat(alert).containsText("Began to warn at 10:15:0");
    assertThat(alert).containsText("is 121, latest value 118, rising 3.5 an hour, counts +0.754");
    assertThat(alert).containsText("counts −0.25");
    IN_BROWSER.assertNoComplaints();
  }

  private static Page.LocatorOptions withText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Test
  void patient_isAdmittedAndDischargedFromThePage() throws Exception {
    Page page = open(WardInBrowser.QUICK_BEAT);
    page.locator("#admit-open").click();
    page.getByLabel("Pseudonymous id").fill("p-9000");
    page.locator("#admit-ward").fill(" B4 ");
    page.locator("#admit-bed").fill("31");
    page.locator("#admit .primary").click();
    assertThat(card(page, "p-9000").locator(".bed")).hasText("31");
    assertThat(ward.registry.find("p-9000").ward()).isEqualTo("B4");

    card(page, "p-9000").locator(".card-title").click();
    page.locator("#details")
        .getByText("Discharge", new Locator.GetByTextOptions().setExact(true))
        .click();
    page.locator("dialog .primary", new Page.LocatorOptions().setHasText("Discharge")).click();

    assertThat(card(page, "p-9000")).hasCount(0);
    assertThat(ward.registry.find("p-9000").by()).isEqualTo("dr.lin");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void roleWithoutPatients_isToldSo_andIsOfferedNoAdmission() throws Exception {
    ward.start(WardInBrowser.QUICK_BEAT);
    Caller scientist = new Caller("dr.ada", Set.of(Role.SCIENTIST), null);
    Page page = IN_BROWSER.as(scientist, "/", 1280, 720);

    assertThat(page.locator("#empty")).containsText("Your role (scientist) sees no patients");
    assertThat(page.locator("#admit-open")).isHidden();
    assertThat(page.locator("#ward")).isHidden();
    page.locator("a.button[href='/models.html']").click();
    assertThat(page.locator("#live")).hasText("LIVE");

    Caller elsewhere = new Caller("dr.may", Set.of(Role.CLINICIAN), Set.of("C1"));
    Page other = IN_BROWSER.as(elsewhere, "/", 1280, 720);
    assertThat(other.locator("#empty")).containsText("in the wards that you see: C1");
    assertThat(other.locator("#admit-open")).isVisible();
  }

  @Test
  void pageOfOneWard_showsItWhole_andHearsOfNoOther() throws Exception {
    int beds = 260; // more than one message has
    for (int bed = 1; bed <= beds; bed++) {
      ward.admit("hall-" + bed, "HALL", Integer.toString(bed), 50, Sex.FEMALE);
    }
    ward.start(WardInBrowser.QUICK_BEAT);
    Page page = IN_BROWSER.another("/?ward=HALL", 1280, 720);
    assertThat(page.locator("#live")).hasText("LIVE");
    assertThat(page.locator(".card")).hasCount(beds);

    ward.tick(List.of(BED_2));
    ward.reading(BED_2, "spo2", 81, ward.now());
    ward.raise(
        BED_2,
        Kind.LIMIT,
        Priority.HIGH,
        "Oxygen saturation by pulse oximetry is below 88 %",
        ward.limit(BED_2, "spo2", 88, "Clears when it is at or above 88 %"));
    ward.admit("hall-last", "HALL", "900", 50, Sex.FEMALE);

    assertThat(card(page, "hall-last")).hasCount(1);
    assertThat(page.locator(".card")).hasCount(beds + 1);
    assertThat(page.locator("#announce-now")).not().containsText("bed 2");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void silentServer_isSaidInFiveSeconds() throws Exception {
    Page page = open(Duration.ofHours(1));
    assertThat(page.locator("#live")).hasText("LIVE");

    assertThat(page.locator("#live")).hasText("NOT LIVE");
    assertThat(page.locator("#not-live")).isVisible();
    assertThat(page.locator("#not-live")).containsText("Nothing heard from the server");
    assertThat(page.locator("body")).hasAttribute("data-live", "no");
  }

  @Test
  void withoutSigningIn_nothingIsShown() throws Exception {
    Page page = IN_BROWSER.signedOut("/", WardInBrowser.QUICK_BEAT, 1280, 720);
    assertThat(page.locator("#sign-in")).isVisible();
    assertThat(page.locator(".card")).hasCount(0);

    page.locator("#sign-in-name").fill(SimulatedWard.NAME);
    page.locator("#sign-in-password").fill("not the ward's password");
    page.locator("#sign-in .primary").click();
    assertThat(page.locator("#sign-in")).containsText("name or password is wrong");
    page.locator("#sign-in-password").fill(SimulatedWard.PASSWORD);
    page.locator("#sign-in .primary").click();
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);

    // Another page of the same browser is signed in; out of one is out of both.
    Page other = page.context().newPage();
    other.navigate(page.url());
    assertThat(other.locator(".card")).hasCount(WardCast.PATIENTS);
    page.locator("#sign-out").click();
    assertThat(page.locator("#sign-in")).isVisible();
    assertThat(page.locator(".card")).hasCount(0);
    assertThat(other.locator("#sign-in")).containsText("signed out");
    assertThat(other.locator(".card")).hasCount(0);
  }

  private static Page open(Duration beat) throws Exception {
    return IN_BROWSER.open("/", beat, 1600, 900);
  }

  private static Locator card(Page page, String patient) {
    return page.locator(".card[data-patient='" + patient + "']");
  }
}
