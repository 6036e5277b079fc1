package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.BundleFile;
import dev.vigil.app.recalibration.RecalibrationOrder;
import dev.vigil.app.recalibration.RecalibrationRun;
import dev.vigil.app.recalibration.RecalibrationRun.Recalibrated;
import java.nio.file.Path;
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
final class ModelRecalibrateCommand extends VigilCommand {
  @Mixin private CohortOptions cohort = new CohortOptions();

  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "FILE",
      description = "Bundle of the model, as model train writes it.")
  private Path bundle = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the fitted bundle goes; it is there whole or not at all.")
  private Path out = Path.of("");

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

  /** The recording is only read: nothing is logged into it. */
  @Override
  protected boolean worksOnData() {
    return true;
  }

  @Override
  protected int run(VigilConfig config, Output output) {
    CommandGroup.requireOptionsAtTheEnd(spec());
    if (alertsPerDay != null && !(alertsPerDay > 0)) {
      throw VigilException.usage("--alerts-per-day is " + alertsPerDay + ", expected above 0.");
    }
    if (version != null) {
      ModelTrainCommand.requireName("--model-version", version);
    }
    RecalibrationOrder order =
        new RecalibrationOrder(
            bundle,
            CohortOptions.recording(data()),
            cohort.target(),
            cohort.patients(),
            version,
            alertsPerDay,
            cohort.settings());
    BundleFile file = BundleFile.at(out);
    Recalibrated fitted = new RecalibrationRun(order, CohortOptions.progress(spec())).run();
    file.write(fitted.bundle());
    RecalibrationText text = new RecalibrationText(fitted, out);
    output.print(text.toString(), text.toJson());
    return DONE;
  }
}
