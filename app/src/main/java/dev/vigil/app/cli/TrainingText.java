package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.cohort.RecordingUse;
import dev.vigil.app.cohort.Target;
import dev.vigil.app.evaluation.EvaluationNumbers;
import dev.vigil.app.training.TrainingRun.Trained;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.Metric;
import dev.vigil.models.training.TrainingReport;
import dev.vigil.models.training.TrainingReport.Part;
import dev.vigil.models.training.Tripwires;
import dev.vigil.schemas.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came of a training, for people and for machines. */
final class TrainingText {
  private final Trained trained;
  private final TrainingReport report;
  private final Path out;
  private final double seconds;
  private final StringBuilder text = new StringBuilder();

  TrainingText(Trained trained, Path out, @Nullable Path html, Duration took) {
    this.trained = requireNonNull(trained, "trained is null");
    this.report = trained.model();
    this.out = requireNonNull(out, "out is null");
    this.seconds = took.toMillis() / 1000.0;
    recording();
    model();
    ladder();
    if (html != null) {
      line("report", "%s", html);
    }
    Target target = trained.target();
    if (!target.caveat().isEmpty()) {
      line("caution", "%s", target.caveat());
    }
    line("took", "%.1f s", seconds);
  }

  JsonNode toJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.set("recording", Json.mapper().valueToTree(trained.use()));
    json.set("model", Json.mapper().valueToTree(report));
    ObjectNode ladder = json.putObject("ladder");
    trained
        .ladder()
        .forEach((inputs, rung) -> ladder.set(inputs.label(), Json.mapper().valueToTree(rung)));
    json.set("evaluation", Json.mapper().valueToTree(trained.evaluation()));
    json.put("out", out.toString()).put("bytes", report.bundle().length);
    return json.put("wall_s", seconds);
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }

  private void recording() {
    RecordingUse use = trained.use();
    line("model", "%s:%s", report.model(), report.version());
    line("recording", "%,d patients, %,d rows", use.patients(), use.rows());
    line("", "%,d readings, %,d rejected", use.readings(), use.rejected());
    use.rejectedBy().forEach((reason, count) -> line("", "%,9d  %s", count, reason));
    use.unmapped().forEach((name, count) -> line("", "%,9d  %s not mapped", count, name));
    if (use.unlabelledRows() + use.malformedRows() > 0) {
      line(
          "",
          "%,d rows without a label, %,d malformed rows left out",
          use.unlabelledRows(),
          use.malformedRows());
    }
    Part rows = report.rows();
    line(
        "learned",
        "%,d patients, %,d rows, %,d of them positive",
        rows.patients(),
        rows.rows(),
        rows.positives());
  }

  private void model() {
    ContestantReport all = trained.evaluation().slices().get(0).contestants().get(0);
    line("validated", "in %d parts, each by a model of the others", report.folds());
    line("settings", "%s", report.settings().getOrDefault("fit", "-"));
    line("AUROC", "%s (0.5 is chance)", EvaluationText.number(all, Metric.AUROC));
    line("AUPRC", "%s (%.4f is chance)", EvaluationText.number(all, Metric.AUPRC), chance());
    for (Metric metric : List.of(Metric.UTILITY, Metric.ACCURACY)) {
      if (EvaluationNumbers.measure(all, metric) != null) {
        line(EvaluationNumbers.name(metric), "%s", EvaluationText.number(all, metric));
      }
    }
    line("decides", "from a probability of %.4f on", report.threshold());
    if (EvaluationNumbers.measure(all, Metric.ALERTS_PER_DAY) != null) {
      line("", "%s alerts a day", EvaluationText.number(all, Metric.ALERTS_PER_DAY));
    }
    line("", "%s of these warnings right", EvaluationText.number(all, Metric.PPV));
    Tripwires tripwires = report.tripwires();
    line(
        "tripwires",
        "labels dealt out at random: AUROC %.3f, standard error %.3f",
        tripwires.shuffledAuroc(),
        tripwires.shuffledError());
    if (tripwires.isBlind()) {
      line("", "LOOK: that model says the same of everybody, so this tripwire is blind");
    }
    tripwires
        .tellingFeatures()
        .forEach((name, auroc) -> line("", "LOOK: %s alone has an AUROC of %.3f", name, auroc));
    line("bundle", "%s, %,d bytes", out, report.bundle().length);
    line("sha256", "%s", report.bundleId());
  }

  /** By utility; where the event has no moment, by AUROC. */
  private void ladder() {
    text.append('\n').append(LadderTable.of(trained.evaluation())).append('\n');
  }

  /** Average precision of a model that knows nothing: the share of positive rows. */
  private double chance() {
    return (double) report.rows().positives() / report.rows().rows();
  }

  private void line(String name, String format, Object... values) {
    String line = String.format(Locale.ROOT, "%-10s ", name);
    text.append((line + String.format(Locale.ROOT, format, values)).stripTrailing()).append('\n');
  }
}
