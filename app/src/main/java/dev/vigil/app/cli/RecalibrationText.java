package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.evaluation.EvaluationNumbers;
import dev.vigil.app.recalibration.RecalibrationRun.Fit;
import dev.vigil.app.recalibration.RecalibrationRun.Recalibrated;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.Metric;
import dev.vigil.schemas.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a recalibration has changed, for people and for machines. */
final class RecalibrationText {
  private static final List<Metric> SHOWN =
      List.of(
          Metric.UTILITY,
          Metric.ACCURACY,
          Metric.LEAST_OF_SENSITIVITY_AND_PPV,
          Metric.CALIBRATION_SLOPE,
          Metric.CALIBRATION_IN_THE_LARGE,
          Metric.CALIBRATION_ERROR,
          Metric.SENSITIVITY,
          Metric.PPV,
          Metric.ALERTS_PER_DAY);

  private final Recalibrated fitted;
  private final Path out;

  RecalibrationText(Recalibrated fitted, Path out) {
    this.fitted = requireNonNull(fitted, "fitted is null");
    this.out = requireNonNull(out, "out is null");
  }

  JsonNode toJson() {
    ObjectNode json = Json.mapper().valueToTree(fitted);
    json.put("out", out.toString()).put("bundle_sha256", Bundles.id(fitted.bundle()));
    return json;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(text, "", "version " + fitted.oldVersion(), "version " + fitted.version());
    line(text, "log-odds", formula(fitted.before()), formula(fitted.after()));
    line(
        text,
        "decides from",
        EvaluationNumbers.share(fitted.before().threshold()),
        EvaluationNumbers.share(fitted.after().threshold()));
    if (fitted.report() != null) {
      SliceReport all = fitted.report().slices().get(0);
      List<ContestantReport> both = all.contestants();
      for (Metric metric : SHOWN) {
        if (EvaluationNumbers.has(all, metric)) {
          line(
              text,
              EvaluationNumbers.name(metric),
              EvaluationText.number(both.get(0), metric),
              EvaluationText.number(both.get(1), metric));
        }
      }
      text.append("On the very rows it was fitted to: expect a little less on the next ones.\n");
    }
    text.append(fitted.model()).append(':').append(fitted.version()).append(" in ").append(out);
    return text.toString();
  }

  private static String formula(Fit fit) {
    return String.format(
        Locale.ROOT,
        "%.3f %+.3f * margin",
        fit.calibration().intercept(),
        fit.calibration().slope());
  }

  private static void line(StringBuilder text, String name, String before, String after) {
    text.append(String.format(Locale.ROOT, "%-26s %-26s %s", name, before, after).stripTrailing())
        .append('\n');
  }
}
