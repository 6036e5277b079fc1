package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import dev.vigil.dashboard.RulePolicy;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Priority;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of a patient in a real browser, fed by the real server. */
class PatientBrowserTest {
  private static final String BED_2 = WardCast.id(2);
  private static final String BED_4 = WardCast.id(4);

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  private SimulatedWard ward;

  @BeforeEach
  void enter() throws Exception {
    ward = IN_BROWSER.ward();
    ward.policy.set(
        new RulePolicy.Asked(
            Json.mapper()
                .readTree(
                    """
                    [{"id": "hr", "kind": "limit", "vital": "heart-rate", "low": 40, "high": 130,
                      "priority": "medium", "delaySeconds": 20, "hysteresis": 5, "doc": "a test"},
                     {"id": "spo2", "kind": "limit", "vital": "spo2", "low": 88, "priority": "high",
                      "delaySeconds": 20, "hysteresis": 2, "doc": "a test"}]
                    """),
            null,
            null),
        "a test",
        "test");
  }

  @Test
  void page_showsChartsScoreWithItsPartsAndAlerts_andAxeFindsNothing() throws Exception {
    Page page = open(BED_4, 1440, 900);

    assertThat(page.locator("#title")).hasText("Bed 4 · " + BED_4);
    Locator rate = page.locator("[data-chart=heart-rate]");
    assertThat(rate.locator(".chart-name")).hasText("Heart rate /min");
    assertThat(rate.locator(".chart-latest")).containsText("128 /min at");
    assertThat(rate.locator("[role=img]"))
        .hasAttribute("aria-label", Pattern.compile("^Heart rate: \\d+.* to 1\\d\\d"));
    assertThat(page.locator("[data-chart=systolic-pressure] .chart-latest"))
        .containsText("89/48 mmHg");
    Locator score = page.locator("[data-model=news2]");
    assertThat(score.locator("summary")).containsText("high risk");
    assertThat(score).containsText("Said by news2, version 2017.1");
    assertThat(score.locator(".parts")).containsText("Systolic blood pressure");
    assertThat(page.locator("#alerts"))
        .containsText("Systolic blood pressure is 89, below 90 mmHg");
    assertThat(page.locator("#steps li")).hasCount(2);
    page.locator("[data-span='300']").click();
    assertThat(page.locator("#resolution")).hasText("every reading is shown");

    AxeCheck.assertNoViolations(page);
    page.locator("#theme").click();
    AxeCheck.assertNoViolations(page);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void observation_isConfirmedForTwoIdentifiersAndChangesNews2() throws Exception {
    Page page = open(BED_2, 1280, 900);
    Locator total = page.locator("[data-model=news2] summary b");
    int before = Integer.parseInt(total.textContent());

    page.getByText("Enter observations").press("Enter");
    Locator dialog = page.locator("dialog.two-step");
    page.locator("#field-consciousness").selectOption("1");
    page.locator("#field-body-temperature").fill("98.6");
    page.keyboard().press("Enter");
    dialog.locator("#confirm").press("Enter");
    assertThat(page.locator("#field-body-temperature-problem"))
        .containsText("Body temperature 98.6 can't be true. Expected: 20 to 46 Cel");
    assertThat(page.locator("#field-body-temperature")).hasAttribute("aria-invalid", "true");
    AxeCheck.assertNoViolations(page);

    page.locator("#field-body-temperature").fill("36.8");
    page.keyboard().press("Enter");
    assertThat(dialog.locator(".whom")).containsText(BED_2);
    assertThat(dialog.locator(".whom")).containsText(" years, ");
    assertThat(dialog.locator(".summary")).containsText("Consciousness (ACVPU): Confusion");
    AxeCheck.assertNoViolations(page);
    dialog.locator("#confirm").press("Enter");

    assertThat(dialog).hasCount(0);
    assertThat(total).hasText(Integer.toString(before + 3));
    assertThat(page.locator("[data-model=news2] .parts")).containsText("Consciousness (ACVPU)");
    JsonNode asked = Json.mapper().valueToTree(ward.view.find(BED_2));
    assertThat(asked.at("/vitals/consciousness/sensor").asText()).isEqualTo("manual");
  }

  @Test
  void limitsAndPause_areChangedWithAReason_andRefusedAtTheirField() throws Exception {
    Page page = open(BED_2, 1280, 900);
    Locator dialog = page.locator("dialog.two-step");

    page.getByText("Limits").click();
    page.locator("#field-limits-heart-rate").fill("900");
    page.locator("#field-because").fill("agreed on the round");
    dialog.locator(".primary").click();
    dialog.locator("#confirm").click();
    assertThat(page.locator("#field-limits-heart-rate-problem"))
        .containsText("the limits of heart-rate can't be used");
    page.locator("#field-limits-heart-rate").fill("50");
    dialog.locator(".primary").click();
    dialog.locator("#confirm").click();
    assertThat(dialog).hasCount(0);

    page.getByText("Pause").click();
    page.locator("#field-vital").selectOption("spo2");
    page.locator("#field-because").fill("bathing");
    dialog.locator(".primary").click();
    dialog.locator("#confirm").click();
    assertThat(dialog).hasCount(0);

    PatientContext context = ward.registry.find(BED_2);
    assertThat(context.limits().get("heart-rate").low()).isEqualByComparingTo("50");
    assertThat(context.plan().items()).hasSize(3);
    assertThat(context.plan().pauses()).hasSize(1);
    assertThat(context.plan().pauses().get(0).by()).isEqualTo("dr.lin");
  }

  @Test
  void plan_isChangedByTheForm_andRefusedAtItsField() throws Exception {
    Page page = open(BED_2, 1280, 900);
    Locator dialog = page.locator("dialog.two-step");
    Locator rate = page.locator("#field-plan-heart-rate");

    page.getByText("Plan", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(rate).hasValue("1");
    rate.fill("0.5");
    page.locator("#field-because").fill("telemetry");
    dialog.locator(".primary").click();
    assertThat(page.locator("#field-plan-heart-rate-problem")).containsText("Whole seconds");
    assertThat(rate).isFocused();

    rate.fill("60");
    page.locator("#field-plan-spo2").fill("");
    page.locator("[aria-label='Oxygen saturation by pulse oximetry (%), grace in seconds']")
        .fill("");
    page.locator("#field-plan-body-temperature").fill("14400");
    dialog.locator(".primary").click();
    assertThat(dialog.locator(".summary")).containsText("Heart rate: every 60 s, 30 s grace");
    assertThat(dialog.locator(".summary")).not().containsText("Oxygen saturation");
    dialog.locator("#confirm").click();
    assertThat(dialog).hasCount(0);

    assertThat(ward.registry.find(BED_2).plan().items())
        .containsExactlyInAnyOrder(
            new PatientContext.MonitoringPlan.Item("heart-rate", 60, 30),
            new PatientContext.MonitoringPlan.Item("respiratory-rate", 1, 30),
            new PatientContext.MonitoringPlan.Item("body-temperature", 14_400, 0));
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void dragOverAChart_zoomsAllChartsToThatStretch() throws Exception {
    Page page = open(BED_4, 1280, 900);
    Locator shown = page.locator("#shown");
    assertThat(shown).containsText("– now");
    BoundingBox plot = page.locator("[data-chart=heart-rate] .u-over").boundingBox();
    double y = plot.y + plot.height / 2;

    page.mouse().move(plot.x + plot.width * 0.505, y);
    page.mouse().down();
    page.mouse().move(plot.x + plot.width * 0.6, y);
    page.mouse().move(plot.x + plot.width * 0.75, y);
    page.mouse().up();

    // A quarter of the hour that was in view.
    assertThat(shown).containsText(clock(page, ward.now() - 1_782));
    assertThat(shown).not().containsText("– now");
    page.locator("#to-now").click();
    assertThat(shown).containsText("– now");
    IN_BROWSER.assertNoComplaints();
  }

  /** Hour and minute of a second, as the page shows it. */
  private static String clock(Page page, long second) {
    return (String)
        page.evaluate(
            "async (s) => (await import('/format.js')).clock(s).slice(0, 5)", (double) second);
  }

  @Test
  void readingThatCameLate_isNotShownBeforeItWasKnown() throws Exception {
    ward.reading(BED_2, "lactate", 1.1, ward.now() - 1_000);
    ward.late(BED_2, "lactate", 6.4, ward.now() - 900, ward.now() - 200);
    Page page = open(BED_2, 1280, 900);

    page.locator("#then-toggle").click();
    Locator lactate = page.locator("#twin [data-vital=lactate]");
    assertThat(lactate).containsText("6.4");
    assertThat(lactate).containsText("came 11 min late");
    assertThat(page.locator("#then-said")).containsText("AS KNOWN AT");

    WardInBrowser.know(page, ward.now() - 201);
    assertThat(lactate).containsText("1.1");
    assertThat(page.locator("[data-chart=lactate] .chart-latest")).containsText("1.1 mmol/L");
    WardInBrowser.know(page, ward.now() - 200);
    assertThat(lactate).containsText("6.4");
    AxeCheck.assertNoViolations(page);
    page.locator("#to-now").click();
    assertThat(page.locator("#then-said")).isHidden();
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void alertOnTheBoard_playsTheHoursBeforeIt() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    page.locator(".card[data-patient='" + BED_4 + "'] .card-title").click();

    page.locator("#details").getByText("The six hours before it").first().click();

    assertThat(page.locator("#then-play")).hasText("Stop");
    assertThat(page.locator("#then-said")).containsText("AS KNOWN AT");
    assertThat(page.locator("#alerts")).containsText("No alert was open then.");
    WardInBrowser.know(page, ward.now());
    assertThat(page.locator("#then-play")).hasText("Play");
    assertThat(page.locator("#alerts")).containsText("Systolic blood pressure is below 90");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void whatIf_recomputesAndChangesNothing() throws Exception {
    Page page = open(BED_2, 1280, 900);
    String now = page.locator("[data-model=news2] summary b").textContent();

    page.locator("#what-if summary").press("Enter");
    page.locator("#what-if-heart-rate").fill("140");
    page.keyboard().press("Enter");

    Locator row = page.locator("#what-if-result [data-model=news2]");
    assertThat(row.locator("td").first()).hasText(now);
    assertThat(row.locator(".then-value")).hasText(Integer.toString(Integer.parseInt(now) + 3));
    assertThat(page.locator("#what-if-result")).containsText("WHAT IF, not the patient");
    assertThat(page.locator("[data-model=news2] summary b").first()).hasText(now);
    AxeCheck.assertNoViolations(page);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void nextHour_isShownWhereItsProofHolds_andTheOthersSayWhy() throws Exception {
    ward.reading(BED_2, "heart-rate", 88, ward.now() - 3_700);
    ward.reading(BED_2, "respiratory-rate", 16, ward.now() - 3_700);
    Page page = open(BED_2, 1280, 900);

    Locator expected = page.locator("#twin [data-vital=heart-rate] .expected");
    assertThat(expected).hasText(Pattern.compile("\\d+ \\(\\d+–\\d+\\)"));
    assertThat(page.locator("#twin [data-vital=respiratory-rate] .expected")).hasText("");
    assertThat(page.locator("#twin .without"))
        .containsText("Respiratory rate: its 80 % interval held");
    AxeCheck.assertNoViolations(page);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void textOfAPersonOrDevice_isOnlyText_andAPhoneScrollsOneWay() throws Exception {
    String evil = "<img src=x onerror=alert(1)>";
    ward.raise(BED_2, Kind.LIMIT, Priority.HIGH, evil, ward.limit(BED_2, "spo2", 88, evil));
    Page page = open(BED_2, 390, 844);

    assertThat(page.locator("#alerts")).containsText(evil);
    assertThat(page.locator("#steps")).containsText(evil);
    page.locator("#then-toggle").click();
    assertThat(page.locator("#alerts")).containsText("active since");
    assertThat(page.locator("#alerts img")).hasCount(0);
    Object wide = page.evaluate("document.documentElement.scrollWidth > innerWidth");
    assertThat(wide).isEqualTo(false);
    AxeCheck.assertNoViolations(page);
    IN_BROWSER.assertNoComplaints();
  }

  /** The page of a patient, by way of the board, as a person comes. */
  private static Page open(String patient, int width, int height) throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, width, height);
    page.locator(".card[data-patient='" + patient + "'] .card-page").click();
    // Not LIVE: this ward's clock stands still, and a page says so after 10 s, however slow it is.
    assertThat(page.locator("[data-chart=heart-rate]")).isVisible();
    assertThat(page.locator("[data-model=news2] summary b")).isVisible();
    return page;
  }
}
