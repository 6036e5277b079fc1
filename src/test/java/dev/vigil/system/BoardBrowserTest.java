package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.Priority;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ward board in a real browser, fed by the real server. */
class BoardBrowserTest {
  private static final String BED_2 = WardCast.id(2);
  private static Browsers browsers;
  private SimulatedWard ward;
  private WardCast cast;

  @BeforeAll
  static void openBrowser() {
    browsers = Browsers.open();
  }

  @AfterAll
  static void closeBrowser() {
    if (browsers != null) {
      browsers.close();
    }
  }

  @BeforeEach
  void enter() throws Exception {
    ward = new SimulatedWard();
    cast = new WardCast(ward);
    cast.enter();
  }

  @AfterEach
  void leave() throws Exception {
    browsers.closePages();
    ward.close();
  }

  @Test
  void values_changeLiveWithTheirAges() throws Exception {
    Page page = open(Duration.ofMillis(200));
    Locator rate = card(page, BED_2).locator("[data-vital=heart-rate]");
    assertThat(page.locator("#live")).hasText("LIVE");
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);

    ward.tick(List.of(BED_2));
    ward.reading(BED_2, "heart-rate", 143, ward.now());
    assertThat(rate.locator(".value")).hasText("143");
    assertThat(rate.locator(".age")).hasText("0 s");

    ward.tick(List.of(BED_2));
    ward.tick(List.of(BED_2));
    ward.tick(List.of(BED_2));
    assertThat(rate.locator(".age")).hasText("3 s");
    browsers.assertNoComplaints();
  }

  @Test
  void silentPatient_looksUnmonitored() throws Exception {
    Page page = open(Duration.ofMillis(200));

    Locator silent = card(page, WardCast.SILENT.get(0));

    assertThat(silent).hasAttribute("data-unmonitored", "yes");
    assertThat(silent.locator(".stamp")).containsText("Unmonitored · last value 4 min ago");
    assertThat(silent.locator(".score")).containsText("old input");
    assertThat(card(page, BED_2).locator(".stamp")).isHidden();
    assertThat(page.locator("[data-count=unmonitored] b")).hasText("2");
  }

  @Test
  void newAlert_comesFirstAndIsAcknowledgedWithOneClick() throws Exception {
    Page page = open(Duration.ofMillis(200));
    Page other = browsers.page(1280, 720);
    other.navigate(ward.url("/"));
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
    assertThat(page.locator("#announce-now")).containsText("High priority: bed 2");

    foot.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions()).click();

    assertThat(foot.locator(".acknowledged")).containsText("✓ dr.lin");
    assertThat(card(other, BED_2).locator(".acknowledged")).containsText("✓ dr.lin");
    assertThat(ward.commands).hasSize(1);
    assertThat(ward.commands.get(0).patient()).isEqualTo(BED_2);
    assertThat(ward.commands.get(0).sequence()).isEqualTo(1);
    browsers.assertNoComplaints();
  }

  @Test
  void details_showEvidenceAndSubScores() throws Exception {
    Page page = open(Duration.ofMillis(200));

    card(page, WardCast.id(4)).locator(".card-title").click();

    Locator details = page.locator("#details");
    assertThat(details).isVisible();
    assertThat(details).containsText("Systolic blood pressure 89 mmHg at");
    assertThat(details).containsText("Lactate");
    assertThat(details.locator("dl")).containsText("Systolic blood pressure");
    page.keyboard().press("Escape");
    assertThat(details).isHidden();
    browsers.assertNoComplaints();
  }

  @Test
  void patient_isAdmittedAndDischargedFromThePage() throws Exception {
    Page page = open(Duration.ofMillis(200));
    page.locator("#admit-open").click();
    page.getByLabel("Pseudonymous id").fill("p-9000");
    page.locator("#admit-ward").fill("B4");
    page.locator("#admit-bed").fill("31");
    page.locator("#admit .primary").click();
    assertThat(card(page, "p-9000").locator(".bed")).hasText("31");

    card(page, "p-9000").locator(".card-title").click();
    page.locator("#details")
        .getByText("Discharge", new Locator.GetByTextOptions().setExact(true))
        .click();
    page.locator("dialog .primary", new Page.LocatorOptions().setHasText("Discharge")).click();

    assertThat(card(page, "p-9000")).hasCount(0);
    assertThat(ward.registry.find("p-9000").by()).isEqualTo("dr.lin");
    browsers.assertNoComplaints();
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
  void withoutAToken_nothingIsShown() throws Exception {
    ward.start(Duration.ofMillis(200));
    Page page = browsers.page(1280, 720);
    page.navigate(ward.url("/").replaceAll("#.*", ""));
    assertThat(page.locator("#sign-in")).isVisible();
    assertThat(page.locator(".card")).hasCount(0);

    page.locator("#token").fill("wrong");
    page.locator("#sign-in .primary").click();
    assertThat(page.locator("#sign-in")).containsText("not valid");
    page.locator("#token").fill(SimulatedWard.TOKEN.secret());
    page.locator("#sign-in .primary").click();

    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
    assertThat(page.url()).doesNotContain("token");
  }

  private Page open(Duration beat) throws Exception {
    ward.start(beat);
    Page page = browsers.page(1600, 900);
    page.navigate(ward.url("/"));
    return page;
  }

  private static Locator card(Page page, String patient) {
    return page.locator(".card[data-patient='" + patient + "']");
  }
}
