package dev.vigil.app.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.app.evaluation.report.SvgTag.Point;
import dev.vigil.models.evaluation.Estimate;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.evaluation.EvaluationReport.CurvePoint;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.ReliabilityBin;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class EvaluationPlotsTest {
  private static final EvaluationReport REPORT =
      SmallReports.report("forest:7", "score:1", "small:1");
  private static final SliceReport ALL = REPORT.slices().get(0);

  /** Places in SVG have two decimals. */
  private static final double ROUNDED = 0.0051;

  private static ParsedPage page;

  @BeforeAll
  static void read() throws Exception {
    page = SmallReports.page(REPORT, "forest");
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
  }

  @Test
  void reliability_hasAMarkForEachBinAtTheEdgeWhereNothingWasObserved() throws Exception {
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
  }

  @Test
  void bins_areThoseOfTheReport() throws Exception {
    ReliabilityBin bin = ALL.contestants().get(0).reliability().get(0);
    assertThat(page.rows("//*[@id='bins']").get(0))
        .containsExactly(
            "forest:7",
            String.format(Locale.ROOT, "%,d", bin.rows()),
            String.format(Locale.ROOT, "%.4f", bin.predicted()),
            String.format(Locale.ROOT, "%.4f", bin.observed()));
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
}
