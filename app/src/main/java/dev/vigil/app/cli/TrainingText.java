package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.training.RecordingUse;
import dev.vigil.app.training.TrainingRun.Trained;
import dev.vigil.models.training.TrainingReport;
import dev.vigil.models.training.TrainingReport.Part;
import dev.vigil.schemas.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** What came of a training, for people and for machines. */
final class TrainingText {
  private final TrainingReport report;
  private final RecordingUse use;
  private final Path out;
  private final double seconds;

  TrainingText(Trained trained, Path out, Duration took) {
    this.report = trained.report();
    this.use = trained.use();
    this.out = requireNonNull(out, "out is null");
    this.seconds = took.toMillis() / 1000.0;
  }

  JsonNode toJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("model", report.model()).put("version", report.version());
    json.set("recording", Json.mapper().valueToTree(use));
    json.set("training", Json.mapper().valueToTree(report.training()));
    json.set("held_out", Json.mapper().valueToTree(report.heldOut()));
    json.put("auroc", report.auroc()).put("auprc", report.auprc());
    json.put("data_sha256", report.data()).put("bundle_sha256", report.bundleId());
    json.put("out", out.toString()).put("bytes", report.bundle().length);
    return json.put("wall_s", seconds);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(text, "model", "%s:%s", report.model(), report.version());
    line(text, "recording", "%,d patients, %,d rows", use.patients(), use.rows());
    line(text, "", "%,d readings, %,d rejected", use.readings(), use.rejected());
    use.rejectedBy().forEach((reason, count) -> line(text, "", "%,9d  %s", count, reason));
    if (use.unlabelledRows() + use.malformedRows() > 0) {
      line(
          text,
          "",
          "%,d rows without a label, %,d malformed rows left out",
          use.unlabelledRows(),
          use.malformedRows());
    }
    part(text, "training", report.training());
    part(text, "held out", report.heldOut());
    line(text, "AUROC", "%.4f (held out; 0.5 is chance)", report.auroc());
    line(text, "AUPRC", "%.4f (held out; %.4f is chance)", report.auprc(), chance());
    line(text, "bundle", "%s, %,d bytes", out, report.bundle().length);
    line(text, "sha256", "%s", report.bundleId());
    line(text, "took", "%.1f s", seconds);
    return text.toString().stripTrailing();
  }

  /** Average precision of a model that knows nothing: the share of positive rows. */
  private double chance() {
    return (double) report.heldOut().positives() / report.heldOut().rows();
  }

  private static void part(StringBuilder text, String name, Part part) {
    line(
        text,
        name,
        "%,d patients, %,d rows, %,d of them positive",
        part.patients(),
        part.rows(),
        part.positives());
  }

  private static void line(StringBuilder text, String name, String format, Object... values) {
    text.append(String.format(Locale.ROOT, "%-10s ", name))
        .append(String.format(Locale.ROOT, format, values))
        .append('\n');
  }
}
