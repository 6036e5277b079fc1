package dev.vigil.app.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.evaluation.Contestant;
import dev.vigil.models.evaluation.Estimate;
import dev.vigil.models.evaluation.Evaluation;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.evaluation.EvaluationReport.AlertReport;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.evaluation.LabelledStay;
import dev.vigil.models.evaluation.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EvaluationPageTest {
  private static final String HOSTILE = "\"><script>alert('1')</script>&amp;";
  private static final EvaluationReport REPORT =
      SmallReports.report("forest:7", "score:1", HOSTILE);
  private static final SliceReport ALL = REPORT.slices().get(0);

  private static final List<String> METRICS =
      List.of(
          "auroc",
          "auprc",
          "calibration_error",
          "utility",
          "calibration_slope",
          "calibration_intercept",
          "calibration_in_the_large");

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
            "50,000 used, 12 rejected (implausible 12); not mapped (Weight 7)");
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
    assertThat(page.texts("//*[@id='metrics']/thead//th"))
        .containsExactly("metric", "forest:7", "score:1", HOSTILE, "perfect is");
    assertThat(rows).hasSize(METRICS.size() + 1);
    for (int i = 0; i < METRICS.size(); i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(rows.get(i).get(j + 1))
            .as(METRICS.get(i) + " of contestant " + j)
            .isEqualTo(written(ALL.contestants().get(j).metrics().get(METRICS.get(i))));
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
    List<SliceReport> slices = REPORT.slices();
    assertThat(page.texts("//*[@class='slices']//*[@class='name']"))
        .containsExactly(
            "all rows",
            "hours below 60",
            "without patients labelled in their first row",
            "age 45-64",
            "age under 18",
            "sex <b>other",
            "sex male");
    for (int i = 0; i < slices.size(); i++) {
      String slice = "(//*[@class='slices']/div)[" + (i + 1) + "]";
      if (slices.get(i).notEvaluated() != null) {
        assertThat(page.texts(slice + "/p"))
            .containsExactly("not measured: none of its rows has the event");
        continue;
      }
      assertIsOf(slices.get(i), page.rows(slice + "/table"));
    }
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

  private static void assertIsOf(SliceReport slice, List<List<String>> rows) {
    List<String> keys = List.of("utility", "auroc", "auprc");
    assertThat(rows)
        .extracting(row -> row.get(0))
        .containsExactlyElementsOf(slice.contestants().stream().map(each -> each.name()).toList());
    for (int k = 0; k < rows.size(); k++) {
      Map<String, Measure> metrics = slice.contestants().get(k).metrics();
      for (int j = 0; j < keys.size(); j++) {
        assertThat(rows.get(k).get(j + 1)).isEqualTo(written(metrics.get(keys.get(j))));
      }
    }
  }
}
