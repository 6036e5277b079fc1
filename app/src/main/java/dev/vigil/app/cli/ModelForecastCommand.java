package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.evaluation.report.ForecastPage;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.BundleFile;
import dev.vigil.app.forecast.ForecastOrder;
import dev.vigil.app.forecast.ForecastRun;
import dev.vigil.app.forecast.ForecastRun.Forecasted;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.forecast.ForecastTask;
import dev.vigil.models.training.forecast.ForecastSpec;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil model forecast}. */
@Command(
    name = "forecast",
    description =
        "Train a forecast of glucose in 30 minutes, with an interval, on a recording of continuous"
            + " glucose, measure it on unseen subjects and on later time, and write its bundle."
            + " Here --data PATH is the recording: a .csv with subject,time_local,glucose_mg_dl, or"
            + " the folder it lies in. Needs no running Vigil.")
final class ModelForecastCommand extends OneRecording {
  private static final int MOST_FOLDS = 20;
  private static final double LEAST_LEVEL = 0.5;
  private static final double HIGHEST_LEVEL = 0.99;

  @Option(
      names = "--level",
      paramLabel = "SHARE",
      description =
          "Share of what comes that is to lie in the interval, 0.5 to 0.99 (default:"
              + " ${DEFAULT-VALUE}).")
  private double level = ForecastSpec.LEVEL;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description =
          "Parts of the subjects; each is forecast by a model of the others (default:"
              + " ${DEFAULT-VALUE}).")
  private int folds = ForecastSpec.FOLDS;

  @Option(
      names = "--resamples",
      paramLabel = "N",
      description = "Of the subjects, for the intervals of the report (default: ${DEFAULT-VALUE}).")
  private int resamples = EvaluationSettings.DEFAULT.resamples();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = ForecastTask.GLUCOSE_30_MIN_LABEL,
      description = "Of the model (default: ${DEFAULT-VALUE}).")
  private String name = ForecastTask.GLUCOSE_30_MIN_LABEL;

  @Mixin private NewModelOptions made = new NewModelOptions();

  @Override
  protected int run(VigilConfig config, Output output) {
    ForecastOrder order = order();
    BundleFile bundle = made.bundle();
    BundleFile page = made.page();
    long begun = System.nanoTime();
    Forecasted forecasted = new ForecastRun(order, progress()).run();
    bundle.write(forecasted.training().bundle());
    if (page != null) {
      page.write(ForecastPage.of(forecasted).toBytes());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    ForecastText text = new ForecastText(forecasted, made.out(), made.html(), took);
    output.print(text.toString(), text.toJson());
    return DONE;
  }

  private ForecastOrder order() {
    Path recording = recording();
    ModelTrainCommand.requireName("--name", name);
    if (folds < ForecastSpec.LEAST_FOLDS || folds > MOST_FOLDS) {
      throw VigilException.usage(
          "--folds is %d, expected %d to %d."
              .formatted(folds, ForecastSpec.LEAST_FOLDS, MOST_FOLDS));
    }
    if (!(level >= LEAST_LEVEL && level <= HIGHEST_LEVEL)) {
      throw VigilException.usage(
          "--level is %s, expected %s to %s.".formatted(level, LEAST_LEVEL, HIGHEST_LEVEL));
    }
    if (resamples < EvaluationSettings.LEAST_RESAMPLES) {
      throw VigilException.usage(
          "--resamples is %d, expected at least %d."
              .formatted(resamples, EvaluationSettings.LEAST_RESAMPLES));
    }
    return new ForecastOrder(
        recording,
        name,
        made.version(),
        made.seed(),
        folds,
        level,
        EvaluationSettings.DEFAULT.withResamples(resamples),
        made.statement());
  }
}
