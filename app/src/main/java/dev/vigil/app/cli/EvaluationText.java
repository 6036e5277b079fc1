package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.cohort.Target;
import dev.vigil.app.evaluation.EvaluatedModels;
import dev.vigil.app.evaluation.EvaluationNumbers;
import dev.vigil.app.evaluation.EvaluationRun.Evaluated;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.evaluation.EvaluationReport.AlertReport;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.Metric;
import dev.vigil.schemas.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an evaluation found, for people and for machines. */
final class EvaluationText {
  /** The model, NEWS2 and the first of all others; the rest stands in the ladder below. */
  private static final int COLUMNS = 3;

  private final @Nullable EvaluationReport report;
  private final Evaluated evaluated;
  private final EvaluatedModels models;
  private final Files files;
  private final double seconds;
  private final StringBuilder text = new StringBuilder();

  /** What was written beside the answer; null where it wasn't asked for. */
  record Files(@Nullable Path predictions, @Nullable Path html) {}

  EvaluationText(Evaluated evaluated, EvaluatedModels models, Files files, Duration took) {
    this.evaluated = requireNonNull(evaluated, "evaluated is null");
    this.report = evaluated.report();
    this.models = requireNonNull(models, "models is null");
    this.files = requireNonNull(files, "files is null");
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
    if (files.predictions() != null) {
      json.put("predictions", files.predictions().toString());
      json.put("prediction_rows", evaluated.predictions().rows());
    }
    if (files.html() != null) {
      json.put("html", files.html().toString());
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
    text.append(LadderTable.of(of)).append('\n');
  }

  private void metrics(SliceReport all) {
    line("%,d patients, %,d with %s; %,d rows", all.patients(), all.events(), label(), all.rows());
    line("%,d of the rows positive; 95 %% intervals over patients", all.positiveRows());
    line("");
    heading("all rows", all);
    for (Metric metric : Metric.values()) {
      if (EvaluationNumbers.has(all, metric)) {
        row(EvaluationNumbers.name(metric), all, contestant -> number(contestant, metric));
      }
    }
    row("at a threshold of", all, contestant -> EvaluationNumbers.share(contestant.threshold()));
    line("");
  }

  private void budgets(SliceReport all, List<Double> budgets) {
    if (budgets.isEmpty()) {
      return;
    }
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

  /** Of each slice the metrics by which models of the label are told apart. */
  private void slices(List<SliceReport> slices) {
    SliceReport all = slices.get(0);
    slices(slices, Metric.AUROC);
    if (EvaluationNumbers.has(all, Metric.LEAST_OF_SENSITIVITY_AND_PPV)) {
      slices(slices, Metric.LEAST_OF_SENSITIVITY_AND_PPV);
    }
  }

  private void slices(List<SliceReport> slices, Metric metric) {
    heading(EvaluationNumbers.name(metric), slices.get(0));
    for (SliceReport slice : slices) {
      String name = EvaluationNumbers.shortName(slice);
      if (slice.notEvaluated() == null) {
        row(name, slice, contestant -> number(contestant, metric));
      } else {
        line("%-28s %s", name, "not measured: " + slice.notEvaluated());
      }
    }
    line("");
  }

  private void close() {
    if (files.predictions() != null) {
      line("predictions of %,d rows in %s", evaluated.predictions().rows(), files.predictions());
    }
    if (files.html() != null) {
      line("report in %s", files.html());
    }
    String data = models.manifest().provenance().get("data");
    line("The model was trained on %s: on the same patients it looks", data == null ? "?" : data);
    line("better than it is. Expect less in another hospital. Not a medical device.");
    Target target = Target.find(models.manifest().label());
    if (target != null && !target.caveat().isEmpty()) {
      line("%s", target.caveat());
    }
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
    StringBuilder cells = new StringBuilder("%-28s".formatted(title));
    slice.contestants().stream()
        .limit(COLUMNS)
        .forEach(each -> cells.append(" %-26s".formatted(cell.of(each))));
    line("%s", cells.toString().stripTrailing());
  }

  /** A metric with its interval; "-" where it can't be computed. */
  static String number(ContestantReport contestant, Metric metric) {
    return EvaluationNumbers.number(EvaluationNumbers.measure(contestant, metric));
  }

  private static String number(AlertReport alerts, Metric metric) {
    return EvaluationNumbers.number(EvaluationNumbers.measure(alerts, metric));
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
