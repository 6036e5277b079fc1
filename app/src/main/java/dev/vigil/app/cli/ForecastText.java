package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.forecast.ForecastNumbers;
import dev.vigil.app.forecast.ForecastRun.Forecasted;
import dev.vigil.models.evaluation.ForecastMetric;
import dev.vigil.models.evaluation.ForecastReport;
import dev.vigil.models.evaluation.ForecastReport.ContestantReport;
import dev.vigil.models.evaluation.ForecastReport.SliceReport;
import dev.vigil.models.training.forecast.ForecastTraining;
import dev.vigil.schemas.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came of the training of a forecast, for people and for machines. */
final class ForecastText {
  private static final double PERCENT = 100;

  private final Forecasted forecasted;
  private final ForecastTraining training;
  private final Path out;
  private final double seconds;
  private final StringBuilder text = new StringBuilder();

  ForecastText(Forecasted forecasted, Path out, @Nullable Path html, Duration took) {
    this.forecasted = requireNonNull(forecasted, "forecasted is null");
    this.training = forecasted.training();
    this.out = requireNonNull(out, "out is null");
    this.seconds = took.toMillis() / 1000.0;
    recording();
    model();
    table("unseen subjects", forecasted.unseen());
    table("later time", forecasted.later());
    if (html != null) {
      line("report", "%s", html);
    }
    line("took", "%.1f s", seconds);
  }

  JsonNode toJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.set("recording", Json.mapper().valueToTree(forecasted.use()));
    json.put("refused", forecasted.refused());
    json.put("without_outcome", forecasted.withoutOutcome());
    json.put("bundle_sha256", training.bundleId()).put("data_sha256", training.data());
    json.put("settings", training.settings()).put("level", training.spec().level());
    json.set("chosen", Json.mapper().valueToTree(training.chosen()));
    json.set("unseen_subjects", Json.mapper().valueToTree(forecasted.unseen()));
    json.set("later_time", Json.mapper().valueToTree(forecasted.later()));
    json.put("out", out.toString()).put("bytes", training.bundle().length);
    return json.put("wall_s", seconds);
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }

  private void recording() {
    line("model", "%s:%s", training.spec().model(), training.spec().version());
    line(
        "recording",
        "%,d subjects, %,d rows",
        forecasted.use().patients(),
        forecasted.use().rows());
    line(
        "", "%,d readings, %,d rejected", forecasted.use().readings(), forecasted.use().rejected());
    forecasted.use().rejectedBy().forEach((reason, count) -> line("", "%,9d  %s", count, reason));
    line("", "%,d malformed rows left out", forecasted.use().malformedRows());
    line(
        "forecast",
        "%,d moments; %,d more had too little to forecast from, of %,d nobody knows what came",
        training.unseen().size(),
        forecasted.refused(),
        forecasted.withoutOutcome());
  }

  private void model() {
    line("settings", "%s", training.settings());
    training
        .chosen()
        .forEach((settings, parts) -> line("validated", "%d parts took %s", parts, settings));
    line(
        "interval",
        "is to hold %.0f %% of what comes: %.2f expected errors to each side",
        PERCENT * training.spec().level(),
        training.factor());
    line("bundle", "%s, %,d bytes", out, training.bundle().length);
    line("sha256", "%s", training.bundleId());
    SliceReport all = forecasted.unseen().slices().get(0);
    if (ForecastNumbers.isSuspicious(all.contestants().get(0), all.contestants().get(1))) {
      line("", "LOOK: half the error of the latest value is too good to be true, look for a leak");
    }
  }

  private void table(String validation, ForecastReport report) {
    SliceReport all = report.slices().get(0);
    line("", "");
    text.append(
        row(
            "%s: %,d subjects, %,d forecasts".formatted(validation, all.subjects(), all.cases()),
            all.contestants().stream().map(ContestantReport::name).toArray(String[]::new)));
    for (ForecastMetric metric : ForecastMetric.values()) {
      text.append(
          row(
              "  " + ForecastNumbers.name(metric),
              all.contestants().stream().map(each -> cell(each, metric)).toArray(String[]::new)));
    }
    text.append(row("  by glucose", "RMSE, mg/dL", "came within interval", "width, mg/dL"));
    for (SliceReport slice : report.slices().subList(1, report.slices().size())) {
      ContestantReport model = slice.contestants().get(0);
      text.append(
          row(
              "    %s, %,d forecasts".formatted(slice.name(), slice.cases()),
              ForecastNumbers.number(model, ForecastMetric.RMSE),
              ForecastNumbers.number(model, ForecastMetric.COVERAGE),
              ForecastNumbers.number(model, ForecastMetric.WIDTH)));
    }
    line("", "");
  }

  /** Errors have the difference from the model beside them. */
  private static String cell(ContestantReport contestant, ForecastMetric metric) {
    String difference =
        metric == ForecastMetric.RMSE ? ForecastNumbers.difference(contestant, metric) : null;
    String number = ForecastNumbers.number(contestant, metric);
    return difference == null ? number : number + " " + difference;
  }

  private static String row(String name, String... cells) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-48s", name));
    for (String cell : cells) {
      row.append(String.format(Locale.ROOT, " %-38s", cell));
    }
    return row.toString().stripTrailing() + "\n";
  }

  private void line(String name, String format, Object... values) {
    String line = String.format(Locale.ROOT, "%-10s ", name);
    text.append((line + String.format(Locale.ROOT, format, values)).stripTrailing()).append('\n');
  }
}
