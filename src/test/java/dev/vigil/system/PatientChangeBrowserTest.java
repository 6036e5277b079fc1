package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.LoadState;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.Priority;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is shown on a patient's page when it is about somebody else, or about another moment. */
class PatientChangeBrowserTest {
  private static final String BED_2 = WardCast.id(2);
  private static final String BED_4 = WardCast.id(4);
  private static final long HOUR = 3600;

  /** Seconds of five hours go by on a chart of one; gives how many it has at the end. */
  private static final String HOURS_WITHOUT_A_STORE =
      """
      async () => {
        const { Charts } = await import('/charts.js');
        const uPlot = (await import('/vendor/uplot/uPlot.esm.js')).default;
        const sign = { id: 'heart-rate', unit: '/min', codes: [] };
        const before = new Set(uPlot.sync('patient').plots);
        const feed = { catalogue: new Map([[sign.id, sign]]) };
        const charts = new Charts(document.createElement('div'), feed);
        const vitals = { 'heart-rate': { points: [[0, 70]], gap: 10 } };
        const course = { vitals, scores: {}, transitions: [] };
        charts.show(course, { from: 0, to: 3600, asOf: null });
        for (let second = 1; second <= 18_000; second++) {
          charts.append({ vitals: { 'heart-rate': { measured: second, value: 70 } } });
          if (second % 20 === 0) charts.draw({ from: second - 3600, to: second, asOf: null });
        }
        const plots = uPlot.sync('patient').plots.filter((plot) => !before.has(plot));
        const lengths = plots.map((plot) => plot.data[0].length);
        charts.clear();
        return Math.max(...lengths);
      }
      """;

  /**
   * What is said of a score of 7 beside what was said before, with and without a gap an hour ago.
   */
  private static final String SCORES_OF_BEFORE =
      """
      async () => {
        const { liveScores } = await import('/scores.js');
        const hour = 3600, now = 10 * hour;
        const score = { model: 'news2', version: '1', outcome: 'score', value: 7, known: now };
        const feed = { now, catalogue: new Map() };
        const said = (points) =>
          liveScores({ vitals: {}, scores: [score] }, { scores: { news2: { points } } }, feed)[0]
            .textContent;
        const known = [[2 * hour, 3, 3], [9 * hour - 60, 5, 5], [now - 60, 7, 7]];
        const gap = [[2 * hour, 3, 3], [2 * hour + 1, null, null], [now - 60, 7, 7]];
        return [said(known), said(gap)];
      }
      """;

  private static final String SCORE_THAT_FAILED =
      """
      async () => {
        const { pastScores } = await import('/scores.js');
        const latest = { known: 0, version: '1', outcome: 'failed' };
        return pastScores({ asOf: 60, scores: { sepsis: { latest } } })[0].textContent;
      }
      """;

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  private SimulatedWard ward;

  @BeforeEach
  void enter() {
    ward = IN_BROWSER.ward();
  }

  @Test
  void pageOfAnotherPatient_showsNothingOfTheOneBefore_whileTheServerIsAsked() throws Exception {
    ward.reading(BED_4, "heart-rate", 110, ward.now() - HOUR - 100);
    Page page = open(BED_4);
    Locator expected = page.locator("#twin [data-vital=heart-rate] .expected");
    assertThat(expected).hasText(Pattern.compile("\\d+ \\(\\d+–\\d+\\)"));
    page.locator("#what-if summary").click();
    page.locator("#what-if-heart-rate").fill("140");
    page.keyboard().press("Enter");
    assertThat(page.locator("#what-if-result [data-model=news2]")).isVisible();
    // What is asked about the other patient is not answered yet.
    page.route("**/api/patients/" + BED_2 + "/**", unanswered -> {});

    page.evaluate("id => { location.hash = id; }", BED_2);

    assertThat(page.locator("#title")).hasText("Bed 2 · " + BED_2);
    assertSoftly(
        softly -> {
          softly.assertThat(page.locator(".chart").count()).as("charts").isZero();
          softly.assertThat(expected.textContent()).as("in an hour").isEmpty();
          softly.assertThat(page.locator("#what-if-result").textContent()).isEmpty();
        });
    assertThat(page.locator("#actions button")).hasCount(4);
  }

  @Test
  void reasonsWithoutAForecast_stayOpen_whileValuesCome() throws Exception {
    ward.reading(BED_2, "heart-rate", 88, ward.now() - HOUR - 100);
    ward.reading(BED_2, "respiratory-rate", 16, ward.now() - HOUR - 100);
    Page page = open(BED_2);
    page.locator("#twin .without summary").press("Enter");

    ward.tick();
    ward.reading(BED_2, "heart-rate", 91, ward.now());

    assertThat(page.locator("#twin [data-vital=heart-rate] .number")).hasText("91");
    assertThat(page.evaluate("() => document.querySelector('#twin .without').open"))
        .isEqualTo(true);
    assertThat(page.evaluate("() => document.activeElement.matches('.without summary')"))
        .isEqualTo(true);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void chartThatHasGone_isLetGoOf() throws Exception {
    ward.reading(BED_2, "lactate", 1.1, ward.now() - 3 * HOUR);
    Page page = open(BED_2);
    Locator lactate = page.locator("[data-chart=lactate]");

    page.locator("[data-span='21600']").click();
    assertThat(lactate).isVisible();
    page.locator("[data-span='3600']").click();
    assertThat(lactate).hasCount(0);

    assertThat(
            page.evaluate(
                "async () => (await import('/vendor/uplot/uPlot.esm.js')).default"
                    + ".sync('patient').plots.length -"
                    + " document.querySelectorAll('.chart').length"))
        .isEqualTo(0);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void liveReadings_areKeptForTheStretchThatIsShown_whileTheStoreIsAway() throws Exception {
    Page page = open(BED_2);

    Object readings = page.evaluate(HOURS_WITHOUT_A_STORE);

    // The hour, the course of before, the gap after it, and what is spared.
    assertThat(((Number) readings).intValue()).isBetween(3600, 3600 + 100);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void whatIsUsual_isAskedAgainAfterAnHour() throws Exception {
    Page page = open(BED_2);
    assertThat(page.locator("#twin [data-vital=heart-rate]")).isVisible();
    page.waitForLoadState(LoadState.NETWORKIDLE);
    AtomicInteger asked = new AtomicInteger();
    page.onRequest(
        request -> {
          if (request.url().endsWith(BED_2 + "/usual")) {
            asked.incrementAndGet();
          }
        });

    // It looks with its forecast, every five minutes: that of the hour's end may have been before.
    page.waitForCondition(
        () -> {
          for (int second = 0; second < HOUR + 1; second++) {
            ward.tick();
          }
          return asked.get() > 0;
        });
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void stepsOfAnAlert_areShownAtOnce() throws Exception {
    Page page = open(BED_2);
    assertThat(page.locator("#steps")).containsText("Nothing in this time.");

    ward.raise(
        BED_2,
        Kind.LIMIT,
        Priority.HIGH,
        "Heart rate is above 130 /min",
        ward.limit(BED_2, "heart-rate", 130, "Clears when it is back inside"));

    assertThat(page.locator("#alerts .alert")).hasCount(1);
    assertThat(page.locator("#steps li").allTextContents())
        .singleElement()
        .asString()
        .contains("raised");
    page.locator("#alerts .acknowledge").click();
    assertThat(page.locator("#alerts .acknowledged")).isVisible();
    assertThat(page.locator("#steps li")).hasCount(2);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void momentThatCannotBeRead_showsNoOtherMoments() throws Exception {
    Page page = open(BED_2);
    page.locator("#then-toggle").click();
    assertThat(page.locator("#twin [data-vital=heart-rate]")).isVisible();
    page.route("**/course?**", Route::abort);

    WardInBrowser.know(page, ward.now() - 300);

    assertThat(page.locator("#resolution")).containsText("The server does not answer");
    assertThat(page.locator("#twin [data-vital]").count()).isZero();
    assertThat(page.locator(".chart").count()).isZero();
  }

  @Test
  void alerts_areThereAgain_afterAMomentThatCouldNotBeRead() throws Exception {
    ward.raise(
        BED_2,
        Kind.LIMIT,
        Priority.HIGH,
        "Heart rate is above 130 /min",
        ward.limit(BED_2, "heart-rate", 130, "Clears when it is back inside"));
    Page page = open(BED_2);
    assertThat(page.locator("#alerts .alert")).hasCount(1);
    page.route("**/course?**", Route::abort);

    page.locator("#then-toggle").click();
    assertThat(page.locator("#alerts .alert")).hasCount(0);
    page.locator("#then-toggle").click();

    assertThat(page.locator("#alerts .alert")).hasCount(1);
    assertThat(page.locator("[data-model=news2] summary b")).isVisible();
  }

  @Test
  void scoreOfAnHourAgo_isNotOneFromBeforeAGap() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);

    List<?> said = (List<?>) page.evaluate(SCORES_OF_BEFORE);

    assertThat(said.get(0).toString()).contains("Risen from 5 an hour ago.");
    assertThat(said.get(1).toString()).doesNotContain("an hour ago");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void scoreThatFailedThen_isNotOneThatDidNotApply() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);

    Object said = page.evaluate(SCORE_THAT_FAILED);

    assertThat(said.toString()).contains("failed").doesNotContain("n/a");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void patientWhomNews2IsNotFor_isNotSaidToBeWithoutRisk() throws Exception {
    ward.admit("p-9000", "99", 12, Sex.FEMALE);
    for (String vital : List.of("heart-rate", "respiratory-rate", "spo2")) {
      ward.reading("p-9000", vital, 90, ward.now());
    }
    ward.score("p-9000");
    Page page = open("p-9000");

    assertThat(page.locator("[data-model=news2] summary")).containsText("n/a");
    assertThat(page.locator("[data-model=news2] .band").textContent()).isEqualTo("no risk band");
    IN_BROWSER.assertNoComplaints();
  }

  private static Page open(String patient) throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    assertThat(page.locator(".card[data-patient='" + patient + "']")).hasCount(1);
    WardInBrowser.go(page, "/patient.html#" + patient, "en");
    assertThat(page.locator("[data-chart=heart-rate]")).isVisible();
    assertThat(page.locator("[data-model=news2] summary b")).isVisible();
    return page;
  }
}
