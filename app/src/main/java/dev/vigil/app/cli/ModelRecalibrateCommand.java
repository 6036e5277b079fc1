package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.BundleFile;
import dev.vigil.app.recalibration.RecalibrationOrder;
import dev.vigil.app.recalibration.RecalibrationRun;
import dev.vigil.app.recalibration.RecalibrationRun.Recalibrated;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil model recalibrate}. */
@Command(
    name = "recalibrate",
    description =
        "Fit a trained model to a site: its calibration to a few labelled days, its threshold to"
            + " them or, without labels, to a budget of alerts. Here --data PATH is the recording."
            + " Needs no running Vigil.")
final class ModelRecalibrateCommand extends OneRecording {
  @Mixin private CohortOptions cohort = new CohortOptions();
  @Mixin private BundleOption bundle = new BundleOption();
  @Mixin private NewBundleOption out = new NewBundleOption();

  @Option(
      names = "--alerts-per-day",
      paramLabel = "N",
      description =
          "Lowest threshold that keeps to so many alerts a patient-day (default: what"
              + " labels call for, which are needed then).")
  private @Nullable Double alertsPerDay;

  @Option(
      names = "--model-version",
      paramLabel = "V",
      description = "Of the fitted model (default: the old one with -site).")
  private @Nullable String version;

  @Override
  protected int run(VigilConfig config, Output output) {
    if (alertsPerDay != null && !(alertsPerDay > 0)) {
      throw VigilException.usage("--alerts-per-day is " + alertsPerDay + ", expected above 0.");
    }
    if (version != null) {
      ModelTrainCommand.requireName("--model-version", version);
    }
    RecalibrationOrder order =
        new RecalibrationOrder(
            bundle.path(),
            recording(),
            cohort.target(),
            cohort.patients(),
            version,
            alertsPerDay,
            cohort.settings());
    BundleFile file = out.file();
    Recalibrated fitted = new RecalibrationRun(order, progress()).run();
    file.write(fitted.bundle());
    RecalibrationText text = new RecalibrationText(fitted, out.path());
    output.print(text.toString(), text.toJson());
    return DONE;
  }
}
