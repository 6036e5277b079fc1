package dev.vigil.app.recalibration;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.app.cohort.RecordingUse;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.BundleFile;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.evaluation.AlertBudget;
import dev.vigil.models.evaluation.Contestant;
import dev.vigil.models.evaluation.Evaluation;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.risk.Calibration;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.training.Progress;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.RecordingException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fits a model to a site: its calibration where the recording has labels, its threshold to them or
 * to a budget of alerts. What the model has learned stays as it is.
 */
public final class RecalibrationRun {
  /** As commands and paths of the API take it. */
  private static final int LONGEST_VERSION = 64;

  private static final int PATIENTS_PER_REPORT = 1000;

  private final RecalibrationOrder order;
  private final Progress progress;

  public RecalibrationRun(RecalibrationOrder order, Progress progress) {
    this.order = requireNonNull(order, "order is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  /** Calibration and threshold of decisions. */
  public record Fit(Calibration calibration, double threshold) {}

  /**
   * What came of it.
   *
   * @param report of the model as it was and as it is, on the rows it was fitted to; null without
   *     labels
   * @param bundle of the fitted model
   */
  public record Recalibrated(
      String model,
      String version,
      @JsonProperty("old_version") String oldVersion,
      Fit before,
      Fit after,
      @Nullable EvaluationReport report,
      RecordingUse use,
      @JsonIgnore byte[] bundle) {}

  /**
   * Fits.
   *
   * @throws VigilException if the bundle or the recording can't be read, or has nothing to fit to
   */
  public Recalibrated run() {
    byte[] bundle = BundleFile.read(order.bundle());
    try {
      BundleManifest manifest = Bundles.manifest(bundle);
      if (!(Bundles.open(bundle).get(0) instanceof RiskModel model)) {
        throw VigilException.usage(
            order.bundle() + " has no trained model: there is nothing to recalibrate.");
      }
      if (!order.target().label().equals(manifest.label())) {
        throw VigilException.usage(
            "%s predicts %s, expected %s: give --label, or another bundle."
                .formatted(order.bundle(), manifest.label(), order.target()));
      }
      String version = version(manifest);
      SiteRows site = read(model);
      Fit before = new Fit(model.calibration(), manifest.decisionThreshold());
      Fit after = fit(site, before);
      return new Recalibrated(
          manifest.model(),
          version,
          manifest.version(),
          before,
          after,
          site.isLabelled() ? compare(site, before, after) : null,
          site.use(),
          Bundles.recalibrated(
              bundle, version, after.calibration(), after.threshold(), provenance(site)));
    } catch (BundleException e) {
      throw VigilException.problem(
          order.bundle() + " is not a usable bundle: " + e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw VigilException.problem(
          order.data()
              + " is not enough to fit to: "
              + e.getMessage()
              + "; take more patients or more days.",
          e);
    }
  }

  private String version(BundleManifest manifest) {
    String asked = order.version();
    if (manifest.version().equals(asked)) {
      throw VigilException.usage(
          "%s is version %s already, expected another one: a version never changes."
              .formatted(order.bundle(), asked));
    }
    return asked == null ? ofSite(manifest.version()) : asked;
  }

  private String ofSite(String version) {
    String made = version + "-site";
    if (made.length() > LONGEST_VERSION) {
      throw VigilException.usage(
          "%s is version %s, and %s would be longer than the %d characters of a name: expected another one with --model-version."
              .formatted(order.bundle(), version, made, LONGEST_VERSION));
    }
    return made;
  }

  private SiteRows read(RiskModel model) {
    SiteRows site = new SiteRows(order.target(), model);
    try (Stream<RecordedPatient> patients = order.target().open(order.data()).patients()) {
      Iterator<RecordedPatient> each = patients.limit(order.patients()).iterator();
      while (each.hasNext()) {
        site.add(each.next());
        if (site.use().patients() % PATIENTS_PER_REPORT == 0) {
          progress.at("patients read", site.use().patients());
        }
      }
    } catch (RecordingException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    }
    progress.at("patients read", site.use().patients());
    return site;
  }

  private Fit fit(SiteRows site, Fit before) {
    if (!site.isLabelled() && order.alertsPerDay() == null) {
      throw VigilException.problem(
          order.data()
              + " has no rows of both labels to fit to; give labelled days, or a budget with"
              + " --alerts-per-day, for which none are needed.");
    }
    Calibration calibration = site.isLabelled() ? site.calibration() : before.calibration();
    if (order.alertsPerDay() == null) {
      return new Fit(calibration, site.threshold(calibration));
    }
    double threshold =
        AlertBudget.threshold(
            site.allStays(), site.allProbabilities(calibration), order.alertsPerDay());
    if (!(threshold <= 1)) {
      throw VigilException.problem(
          "No threshold keeps to %s alerts a patient-day: even the highest risk has more. Give a"
                  .formatted(order.alertsPerDay())
              + " larger budget or more patients.");
    }
    return new Fit(calibration, threshold);
  }

  private EvaluationReport compare(SiteRows site, Fit before, Fit after) {
    return Evaluation.of(
        site.labelledStays(),
        List.of(contestant("as it was", site, before), contestant("recalibrated", site, after)),
        order.target().settings(order.settings()),
        progress::at);
  }

  private static Contestant contestant(String name, SiteRows site, Fit fit) {
    return new Contestant(
        name, fit.threshold(), true, site.labelledProbabilities(fit.calibration()));
  }

  private SortedMap<String, String> provenance(SiteRows site) {
    SortedMap<String, String> provenance = new TreeMap<>();
    Path name = order.data().toAbsolutePath().normalize().getFileName();
    provenance.put("recalibrated-on", name == null ? "recording" : name.toString());
    provenance.put("recalibrated-patients", Long.toString(site.use().patients()));
    provenance.put(
        "recalibrated-threshold",
        order.alertsPerDay() == null
            ? "by the labels"
            : String.format(Locale.ROOT, "%s alerts a patient-day", order.alertsPerDay()));
    return provenance;
  }
}
