package dev.vigil.app.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.app.evaluation.report.SvgTag.Point;
import dev.vigil.models.evaluation.Contestant;
import dev.vigil.models.evaluation.Estimate;
import dev.vigil.models.evaluation.Evaluation;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.evaluation.EvaluationReport.AlertReport;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.CurvePoint;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.evaluation.LabelledStay;
import dev.vigil.models.evaluation.Measure;
import dev.vigil.models.evaluation.ReliabilityBin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class EvaluationPageTest {
  private static final String HOSTILE = "\"><script>alert('1')</script>&amp;";
  private static final EvaluationReport REPORT =
      SmallReports.report("forest:7", "score:1", HOSTILE);
  private static final SliceReport ALL = REPORT.slices().get(0);

  /** Places in SVG have two decimals. */
  private static final double ROUNDED = 0.0051;

  private static ParsedPage page;

  @BeforeAll
  static void read() throws Exception {
    page = SmallReports.page(REPORT, "<img src=x onerror=alert(1)>");
  }

  @Test
  void page_saysWhatWasEvaluatedAndWhatToReadFirst() throws Exception {
    assertThat(page.texts("//h1")).containsExactly("Evaluation of <img src=x onerror=alert(1)>:7");
    assertThat(page.texts("//dd"))
        .containsExactly(
            "sepsis",
            "ab12",
            String.format(
                Locale.ROOT,
                "150 patients, %d with sepsis; 6,000 rows with a label, %d positive",
                ALL.events(),
                ALL.positiveRows()),
            "150 patients read, 6,100 rows, 100 of them without a label, 3 malformed",
            "50,000 used, 12 rejected (implausible 12)");
    assertThat(page.texts("//*[@id='read-first']").get(0))
        .contains(
            "Not a medical device",
            "on the same patients it looks better than it is",
            "Expect less in another hospital",
            "drawn anew 40 times");
  }

  @Test
  void metrics_areThoseOfTheReport() throws Exception {
    // when
    List<List<String>> rows = page.rows("//*[@id='metrics']");

    // then
    List<String> keys =
        List.of(
            "auroc",
            "auprc",
            "calibration_error",
            "utility",
            "calibration_slope",
            "calibration_intercept",
            "calibration_in_the_large");
    assertThat(page.texts("//*[@id='metrics']/thead//th"))
        .containsExactly("metric", "forest:7", "score:1", HOSTILE, "perfect is");
    assertThat(rows).hasSize(keys.size() + 1);
    for (int i = 0; i < keys.size(); i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(rows.get(i).get(j + 1))
            .as(keys.get(i) + " of contestant " + j)
            .isEqualTo(written(ALL.contestants().get(j).metrics().get(keys.get(i))));
      }
    }
    assertThat(rows.get(0).get(2)).contains("..").matches(".*[-+]0\\.\\d{3} \\(.*");
    assertThat(rows.get(2).get(2)).isEqualTo("-");
    assertThat(rows.get(7)).containsExactly("at a threshold of", "0.0500", "0.2500", "0.0300", "");
  }

  @Test
  void alerts_areThoseOfTheReportAtEachBudget() throws Exception {
    // when
    List<List<String>> rows = page.rows("//*[@id='alerts']");

    // then: own threshold and five budgets of three contestants
    assertThat(rows).hasSize(18);
    for (int i = 0; i < rows.size(); i++) {
      ContestantReport contestant = ALL.contestants().get(i % 3);
      AlertReport alerts = i < 3 ? contestant.decisions() : contestant.budgets().get(i / 3 - 1);
      Double threshold = alerts.threshold();
      List<String> expected = new ArrayList<>();
      expected.add(contestant.name());
      expected.add(threshold == null ? "-" : String.format(Locale.ROOT, "%.4f", threshold));
      for (String key : List.of("sensitivity", "ppv", "alerts_per_day", "lead_hours")) {
        expected.add(written(threshold == null ? null : alerts.metrics().get(key)));
      }
      assertThat(rows.get(i)).as("row " + i).endsWith(expected.toArray(String[]::new));
    }
    assertThat(page.texts("//*[@id='alerts']//th[@scope='rowgroup']"))
        .startsWith("at the own threshold", "at 0.1 alerts a day")
        .hasSize(6);
  }

  @Test
  void slices_haveATableEachOrSayWhyNot() throws Exception {
    List<SliceReport> slices = REPORT.slices().subList(1, REPORT.slices().size());
    assertThat(page.texts("//*[@class='slices']//*[@class='name']"))
        .containsExactly(
            "hours below 60",
            "without patients labelled in their first row",
            "age 45-64",
            "age under 18",
            "sex <b>other",
            "sex male");
    for (int i = 0; i < slices.size(); i++) {
      String slice = "//*[@class='slices']/div[" + (i + 1) + "]";
      if (slices.get(i).notEvaluated() != null) {
        assertThat(page.texts(slice + "/p"))
            .containsExactly("not measured: none of its rows has the event");
        continue;
      }
      List<List<String>> rows = page.rows(slice + "/table");
      assertThat(rows).extracting(row -> row.get(0)).containsExactly("AUROC", "AUPRC", "utility");
      List<String> keys = List.of("auroc", "auprc", "utility");
      for (int j = 0; j < keys.size(); j++) {
        for (int k = 0; k < 3; k++) {
          Map<String, Measure> metrics = slices.get(i).contestants().get(k).metrics();
          assertThat(rows.get(j).get(k + 1)).isEqualTo(written(metrics.get(keys.get(j))));
        }
      }
    }
  }

  @Test
  void roc_goesFromNothingFoundToAllThroughThePointsOfTheReport() throws Exception {
    DoubleUnaryOperator x = page.readingX("roc", false);
    DoubleUnaryOperator y = page.readingY("roc", false);
    assertThat(x.applyAsDouble(1)).isGreaterThan(x.applyAsDouble(0));
    assertThat(y.applyAsDouble(1)).as("up is less in SVG").isLessThan(y.applyAsDouble(0));
    for (int i = 0; i < 3; i++) {
      List<Point> drawn = page.curve("roc", i);
      List<CurvePoint> curve = ALL.contestants().get(i).curve();
      assertThat(drawn).hasSize(curve.size() + 1);
      assertAt(drawn.get(0), x.applyAsDouble(0), y.applyAsDouble(0));
      for (int j = 0; j < curve.size(); j++) {
        assertAt(
            drawn.get(j + 1),
            x.applyAsDouble(curve.get(j).falsePositives()),
            y.applyAsDouble(curve.get(j).sensitivity()));
      }
      assertAt(drawn.get(curve.size()), x.applyAsDouble(1), y.applyAsDouble(1));
    }
  }

  @Test
  void precisionRecall_isDrawnInStepsAndEndsAtAllRowsFound() throws Exception {
    DoubleUnaryOperator x = page.readingX("precision-recall", false);
    DoubleUnaryOperator y = page.readingY("precision-recall", false);
    List<Point> drawn = page.curve("precision-recall", 1);
    List<CurvePoint> curve = ALL.contestants().get(1).curve();

    assertThat(drawn).hasSize(2 * curve.size());
    assertAt(drawn.get(0), x.applyAsDouble(0), y.applyAsDouble(curve.get(0).precision()));
    for (int i = 0; i < curve.size(); i++) {
      double precision = y.applyAsDouble(curve.get(i).precision());
      assertAt(drawn.get(2 * i + 1), x.applyAsDouble(curve.get(i).sensitivity()), precision);
      assertThat(drawn.get(2 * i).y()).isEqualTo(drawn.get(2 * i + 1).y());
    }
    double prevalence = (double) ALL.positiveRows() / ALL.rows();
    assertAt(drawn.get(drawn.size() - 1), x.applyAsDouble(1), y.applyAsDouble(prevalence));
  }

  @Test
  void utility_standsOverTheThresholdsOfARareEventLogarithmically() throws Exception {
    DoubleUnaryOperator x = page.readingX("utility", true);
    DoubleUnaryOperator y = page.readingY("utility", false);
    List<Point> drawn = page.curve("utility", 0);
    List<CurvePoint> curve = ALL.contestants().get(0).curve();
    CurvePoint middle = curve.get(curve.size() / 2);
    CurvePoint lowest = curve.get(curve.size() - 1);

    assertAt(drawn.get(0), x.applyAsDouble(1), y.applyAsDouble(0));
    assertThat(drawn).hasSize(2 * curve.size() + 1);
    assertAt(
        drawn.get(2 * (curve.size() / 2) + 2),
        x.applyAsDouble(middle.threshold()),
        y.applyAsDouble(known(middle.utility())));
    assertThat(lowest.threshold()).isZero();
    double leftmost = page.curve("roc", 0).get(0).x();
    assertAt(drawn.get(drawn.size() - 1), leftmost, y.applyAsDouble(known(lowest.utility())));
    Element ring = page.elements("//*[@id='utility']//circle[contains(@class, 'ring')]").get(0);
    double own = ALL.contestants().get(0).metrics().get("utility").estimate().value();
    assertThat(Double.parseDouble(ring.getAttribute("cx")))
        .isCloseTo(x.applyAsDouble(0.05), within(ROUNDED));
    assertThat(Double.parseDouble(ring.getAttribute("cy")))
        .isCloseTo(y.applyAsDouble(own), within(ROUNDED));
  }

  @Test
  void reliability_leavesOutWhoHasNoProbabilitiesByName() throws Exception {
    // when
    String caption = page.texts("//figure[svg/@id='reliability']/figcaption").get(0);
    List<String> keys = page.texts("//*[@id='reliability']/g[@class='legend']/text");

    // then
    assertThat(caption).endsWith("Left out, for its numbers are no probabilities: score:1.");
    assertThat(keys).hasSize(3).contains("forest:7").doesNotContain("score:1");
    assertThat(page.elements("//*[@id='reliability']//polyline[@class='curve mark1']")).isEmpty();
    DoubleUnaryOperator x = page.readingX("reliability", true);
    DoubleUnaryOperator y = page.readingY("reliability", true);
    List<Point> drawn = page.curve("reliability", 0);
    List<ReliabilityBin> bins = ALL.contestants().get(0).reliability();
    assertThat(drawn).hasSize(bins.size());
    assertAt(
        drawn.get(0),
        x.applyAsDouble(bins.get(0).predicted()),
        y.applyAsDouble(bins.get(0).observed()));
    assertThat(bins.get(bins.size() - 1).observed()).isZero();
    assertThat(drawn.get(bins.size() - 1).y()).as("0 is at the edge").isEqualTo(lowest(drawn));
    assertThat(page.elements("//*[@id='reliability']//circle[@class='ring mark0']")).isNotEmpty();
    assertThat(page.rows("//*[@id='bins']").get(0))
        .containsExactly(
            "forest:7",
            String.format(Locale.ROOT, "%,d", bins.get(0).rows()),
            String.format(Locale.ROOT, "%.4f", bins.get(0).predicted()),
            String.format(Locale.ROOT, "%.4f", bins.get(0).observed()));
  }

  @Test
  void forest_hasAMarkWithItsIntervalForEachSlice() throws Exception {
    // given
    DoubleUnaryOperator x = page.readingX("forest", false);
    List<Estimate> first =
        REPORT.slices().stream()
            .filter(slice -> slice.notEvaluated() == null)
            .map(slice -> slice.contestants().get(0).metrics().get("auroc").estimate())
            .toList();

    // when
    List<Element> dots = page.elements("//*[@id='forest']/g/g/circle[@class='dot mark0']");
    List<Element> lines = page.elements("//*[@id='forest']/g/g/polyline[@class='curve mark0']");

    // then
    assertThat(dots).hasSize(first.size());
    assertThat(lines).hasSize(first.size());
    for (int i = 0; i < dots.size(); i++) {
      assertThat(Double.parseDouble(dots.get(i).getAttribute("cx")))
          .isCloseTo(x.applyAsDouble(first.get(i).value()), within(ROUNDED));
      String[] ends = lines.get(i).getAttribute("points").split("[ ,]");
      assertThat(Double.parseDouble(ends[0]))
          .isCloseTo(x.applyAsDouble(known(first.get(i).low())), within(ROUNDED));
      assertThat(Double.parseDouble(ends[2]))
          .isCloseTo(x.applyAsDouble(known(first.get(i).high())), within(ROUNDED));
    }
    assertThat(page.texts("//*[@id='forest']//text"))
        .contains("age under 18 (0/1)", "not measured: none of its rows has the event");
  }

  @Test
  void plots_areReadToWhoDoesNotSeeThemAndToldApartWithoutColour() throws Exception {
    List<Element> plots = page.elements("//svg");
    assertThat(plots)
        .extracting(plot -> plot.getAttribute("id"))
        .containsExactly("roc", "precision-recall", "utility", "reliability", "forest");
    for (Element plot : plots) {
      String id = plot.getAttribute("id");
      assertThat(plot.getAttribute("role")).isEqualTo("img");
      for (String label : plot.getAttribute("aria-labelledby").split(" ")) {
        assertThat(page.texts("//svg[@id='" + id + "']/*[@id='" + label + "']"))
            .hasSize(1)
            .doesNotContain("");
      }
      assertThat(page.texts("//svg[@id='" + id + "']//text[@class='axis-label']")).isNotEmpty();
    }
    assertThat(page.elements("//svg[@id='roc']/g[@class='legend']/polyline"))
        .extracting(line -> line.getAttribute("stroke-dasharray"))
        .doesNotHaveDuplicates()
        .hasSize(3);
  }

  @Test
  void hostileNames_areTextAndNothingElse() throws Exception {
    assertThat(page.elements("//script | //img | //b[ancestor::*[@class='slices']]")).isEmpty();
    assertThat(page.text()).doesNotContain("<script", "<img", "<b>other");
    assertThat(page.texts("//*[@id='alerts']//th[@scope='row']")).contains(HOSTILE);
    assertThat(page.texts("//*[@id='read-first']").get(0))
        .contains("trained on the data of <img src=x onerror=alert(1)>:");
  }

  @Test
  void page_refersToNothingElse() throws Exception {
    assertThat(page.text().replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
        .doesNotContainPattern("(?i)https?:|//[a-z]|@import|data:|url\\((?!#)");
    assertThat(page.elements("//@src/.. | //@href/.. | //link | //iframe | //object")).isEmpty();
    assertThat(page.elements("//meta[@http-equiv='Content-Security-Policy']").get(0))
        .extracting(meta -> meta.getAttribute("content"))
        .asString()
        .contains("default-src 'none'");
  }

  @Test
  void page_saysThatNothingWasMeasured() throws Exception {
    // given
    LabelledStay healthy =
        LabelledStay.ofSepsis("a", Map.of(), new int[] {1, 2}, new boolean[] {false, false});
    EvaluationReport report =
        Evaluation.of(
            List.of(healthy),
            List.of(new Contestant("m:1", 0.5, true, List.of(new double[2]))),
            EvaluationSettings.DEFAULT,
            (stage, done) -> {});

    // when
    ParsedPage nothing = SmallReports.page(report, "m");

    // then
    assertThat(nothing.texts("//main/p"))
        .containsExactly("Nothing was measured: none of its rows has the event.");
    assertThat(nothing.elements("//table | //svg")).isEmpty();
  }

  private static void assertAt(Point drawn, double x, double y) {
    assertThat(drawn.x()).isCloseTo(x, within(ROUNDED));
    assertThat(drawn.y()).isCloseTo(y, within(ROUNDED));
  }

  private static double lowest(List<Point> drawn) {
    return drawn.stream().mapToDouble(Point::y).max().orElseThrow();
  }

  private static double known(@Nullable Double value) {
    assertThat(value).isNotNull();
    return value == null ? Double.NaN : value;
  }

  /** As a cell says it, written down here once more. */
  private static String written(@Nullable Measure measure) {
    if (measure == null) {
      return "-";
    }
    Estimate above = measure.aboveFirst();
    return written(measure.estimate(), "%.3f") + (above == null ? "" : written(above, "%+.3f"));
  }

  private static String written(Estimate estimate, String form) {
    String value = String.format(Locale.ROOT, form, estimate.value());
    return estimate.low() == null
        ? value
        : String.format(
            Locale.ROOT, "%s (" + form + ".." + form + ")", value, estimate.low(), estimate.high());
  }
}
