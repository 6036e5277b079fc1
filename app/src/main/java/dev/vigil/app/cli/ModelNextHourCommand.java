package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.files.BundleFile;
import dev.vigil.app.hour.HourRun;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.evaluation.HourProof;
import dev.vigil.models.hour.HourForecast;
import dev.vigil.models.hour.HourForecasts;
import dev.vigil.schemas.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil model next-hour}. */
@Command(
    name = "next-hour",
    description =
        "Learn what each vital sign is expected to be in an hour, with an 80 %% interval, on"
            + " recordings, judge it on patients of each that nothing behind it has seen, and write"
            + " it with its proof. One whose interval doesn't hold 75 to 85 %% or that doesn't beat"
            + " the last value isn't shown on any page. Needs no running Vigil.")
final class ModelNextHourCommand extends VigilCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "RECORDING",
      description = "Recordings of vital signs, about once an hour or more often.")
  private List<Path> recordings = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the forecasts are to be written, as JSON.")
  private Path out = Path.of("");

  @Override
  protected int run(VigilConfig config, Output output) {
    BundleFile file = BundleFile.at(out, "the forecasts", "--out");
    HourForecasts.Form made = new HourRun(recordings, EvaluationSettings.DEFAULT, progress()).run();
    file.write(Json.encode(made));
    for (HourForecast forecast : made.forecasts()) {
      for (HourProof proof : forecast.proofs()) {
        output.print(text(forecast, proof), json(forecast, proof));
      }
    }
    return DONE;
  }

  private static String text(HourForecast forecast, HourProof proof) {
    String refusal = proof.refusal();
    return String.format(
        Locale.ROOT,
        "%-20s %-20s %,6d patients %,8d cases  held %.1f %%  error %.3f, last value %.3f (%+.4f to"
            + " %+.4f)  %s",
        forecast.vital(),
        proof.recording(),
        proof.patients(),
        proof.cases(),
        100 * proof.coverage().value(),
        proof.error().value(),
        proof.lastError().value(),
        proof.gain().low(),
        proof.gain().high(),
        refusal == null ? "shown" : "not shown: " + refusal);
  }

  private static Map<String, Object> json(HourForecast forecast, HourProof proof) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("vital", forecast.vital());
    json.put("proof", proof);
    String refusal = proof.refusal();
    json.put("refusal", refusal == null ? "" : refusal);
    return json;
  }
}
