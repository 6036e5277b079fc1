package dev.vigil.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;

/** Small evaluations of one contestant, and what they say. */
final class Evaluations {
  static final ObjLongConsumer<String> SILENT = (stage, done) -> {};

  static final EvaluationSettings QUICK =
      EvaluationSettings.DEFAULT.withResamples(EvaluationSettings.LEAST_RESAMPLES);

  private Evaluations() {}

  static EvaluationReport evaluate(List<LabelledStay> stays, List<double[]> probabilities) {
    return Evaluation.of(
        stays, List.of(new Contestant("a", 0.5, true, probabilities)), QUICK, SILENT);
  }

  static double value(ContestantReport report, Metric metric) {
    Measure measured =
        (Metric.OF_ALERTS.contains(metric) ? report.decisions().metrics() : report.metrics())
            .get(metric.key());
    assertThat(measured).as(metric.name()).isNotNull();
    return measured.estimate().value();
  }

  /** Labelled from a row on. */
  static LabelledStay stay(String patient, int rows, int firstLabel) {
    boolean[] labels = new boolean[rows];
    Arrays.fill(labels, Math.min(firstLabel, rows), rows, true);
    return LabelledStay.ofSepsis(patient, Map.of(), hours(rows), labels);
  }

  static int[] hours(int rows) {
    return IntStream.range(0, rows).toArray();
  }

  static Map<String, String> sex(String sex) {
    return Collections.singletonMap("sex", sex);
  }
}
