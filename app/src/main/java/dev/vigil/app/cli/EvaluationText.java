package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.evaluation.EvaluatedModels;
import dev.vigil.app.evaluation.EvaluationRun.Evaluated;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.evaluation.Estimate;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.evaluation.EvaluationReport.AlertReport;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.Measure;
import dev.vigil.models.evaluation.Metric;
import dev.vigil.schemas.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an evaluation found, for people and for machines. */
final class EvaluationText {
  private static final Map<Metric, String> NAMES =
      Map.ofEntries(
          Map.entry(Metric.AUROC, "AUROC"),
          Map.entry(Metric.AUPRC, "AUPRC"),
          Map.entry(Metric.UTILITY, "utility"),
          Map.entry(Metric.CALIBRATION_SLOPE, "calibration slope"),
          Map.entry(Metric.CALIBRATION_INTERCEPT, "calibration intercept"),
          Map.entry(Metric.CALIBRATION_IN_THE_LARGE, "calibration in the large"),
          Map.entry(Metric.CALIBRATION_ERROR, "calibration error"),
          Map.entry(Metric.SENSITIVITY, "patients detected"),
          Map.entry(Metric.PPV, "right alerts"),
          Map.entry(Metric.ALERTS_PER_DAY, "alerts per patient-day"),
          Map.entry(Metric.LEAD_HOURS, "median lead time, h"));

  private final @Nullable EvaluationReport report;
  private final Evaluated evaluated;
  private final EvaluatedModels models;
  private final @Nullable Path predictions;
  private final double seconds;
  private final StringBuilder text = new StringBuilder();

  EvaluationText(
      Evaluated evaluated, EvaluatedModels models, @Nullable Path predictions, Duration took) {
    this.evaluated = requireNonNull(evaluated, "evaluated is null");
    this.report = evaluated.report();
    this.models = requireNonNull(models, "models is null");
    this.predictions = predictions;
    this.seconds = took.toMillis() / 1000.0;
    if (report == null) {
      line("no comparison: %s", String.valueOf(evaluated.whyNot()));
    } else {
      compare(report);
    }
    close();
  }

  JsonNode toJson() {
    BundleManifest manifest = models.manifest();
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("model", manifest.model()).put("version", manifest.version());
    json.put("label", manifest.label()).put("bundle_sha256", models.bundle());
    json.set("recording", Json.mapper().valueToTree(evaluated.use()));
    if (report == null) {
      json.put("not_evaluated", evaluated.whyNot());
    } else {
      json.set("settings", Json.mapper().valueToTree(report.settings()));
      json.set("slices", Json.mapper().valueToTree(report.slices()));
    }
    if (predictions != null) {
      json.put("predictions", predictions.toString());
      json.put("prediction_rows", evaluated.predictions().rows());
    }
    return json.put("wall_s", seconds);
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }

  private void compare(EvaluationReport of) {
    SliceReport all = of.slices().get(0);
    metrics(all);
    budgets(all, of.settings().alertBudgets());
    slices(of.slices());
  }

  private void metrics(SliceReport all) {
    line("%,d patients, %,d with %s; %,d rows", all.patients(), all.events(), label(), all.rows());
    line("%,d of the rows positive; 95 %% intervals over patients", all.positiveRows());
    line("");
    heading("all rows", all);
    for (Metric metric : Metric.values()) {
      row(NAMES.getOrDefault(metric, metric.key()), all, contestant -> number(contestant, metric));
    }
    row(
        "at a threshold of",
        all,
        contestant -> String.format(Locale.ROOT, "%.4f", contestant.threshold()));
    line("");
  }

  private void budgets(SliceReport all, List<Double> budgets) {
    heading("patients detected", all);
    for (int i = 0; i < budgets.size(); i++) {
      int place = i;
      row(
          "at %s alerts a day".formatted(budgets.get(i)),
          all,
          contestant -> number(contestant.budgets().get(place), Metric.SENSITIVITY));
    }
    line("");
  }

  private void slices(List<SliceReport> slices) {
    heading("AUROC", slices.get(0));
    for (SliceReport slice : slices) {
      String name = slice.group() == null ? slice.name() : slice.group() + " " + slice.name();
      if (slice.notEvaluated() == null) {
        row(name, slice, contestant -> number(contestant, Metric.AUROC));
      } else {
        line("%-28s %s", shortened(name), "not measured: " + slice.notEvaluated());
      }
    }
    line("");
  }

  private void close() {
    if (predictions != null) {
      line("predictions of %,d rows in %s", evaluated.predictions().rows(), predictions);
    }
    String data = models.manifest().provenance().get("data");
    line("The model was trained on %s: on the same patients it looks", data == null ? "?" : data);
    line("better than it is. Expect less in another hospital. Not a medical device.");
    line("took %.1f s", seconds);
  }

  private String label() {
    String label = models.manifest().label();
    return label == null ? "the event" : label;
  }

  private void heading(String title, SliceReport slice) {
    row(title, slice, ContestantReport::name);
  }

  /** What stands of a contestant in a line. */
  private interface Cell {
    String of(ContestantReport contestant);
  }

  private void row(String title, SliceReport slice, Cell cell) {
    StringBuilder cells = new StringBuilder("%-28s".formatted(shortened(title)));
    slice.contestants().forEach(each -> cells.append(" %-26s".formatted(cell.of(each))));
    line("%s", cells.toString().stripTrailing());
  }

  /** The longest name of a slice doesn't fit. */
  private static String shortened(String name) {
    return name.replace("without patients labelled in their first row", "not labelled at first");
  }

  /** A metric with its interval; "-" where it can't be computed. */
  static String number(ContestantReport contestant, Metric metric) {
    Map<String, Measure> metrics = new TreeMap<>(contestant.decisions().metrics());
    metrics.putAll(contestant.metrics());
    return number(metrics.get(metric.key()));
  }

  private static String number(AlertReport alerts, Metric metric) {
    return alerts.threshold() == null ? "-" : number(alerts.metrics().get(metric.key()));
  }

  private static String number(@Nullable Measure measure) {
    if (measure == null) {
      return "-";
    }
    Estimate estimate = measure.estimate();
    String value = String.format(Locale.ROOT, "%.3f", estimate.value());
    return estimate.low() == null
        ? value
        : value + String.format(Locale.ROOT, " (%.3f..%.3f)", estimate.low(), estimate.high());
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
