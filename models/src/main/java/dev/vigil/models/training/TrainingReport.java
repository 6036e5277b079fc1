package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.risk.Calibration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a training. Every number is of patients whom neither the model nor, where the
 * validation was nested, anything chosen for it had seen: see {@link CrossValidation}.
 *
 * @param model name
 * @param version version
 * @param bundleId SHA-256 of the bundle
 * @param data hash of all rows
 * @param rows that were learned from
 * @param folds parts of the patients
 * @param settings of the learner that was chosen
 * @param calibration of the bundle's model
 * @param threshold of its decisions
 * @param auroc area under the receiver operating characteristic
 * @param auprc area under precision and recall (average precision)
 * @param tripwires what looked for leakage, and found
 * @param outOfFold what the models said of each row
 * @param bundle the model, grown on all rows, ready to deploy
 */
public record TrainingReport(
    String model,
    String version,
    @JsonProperty("bundle_sha256") String bundleId,
    @JsonProperty("data_sha256") String data,
    Part rows,
    int folds,
    SortedMap<String, String> settings,
    Calibration calibration,
    double threshold,
    double auroc,
    double auprc,
    Tripwires tripwires,
    @JsonIgnore List<OutOfFold> outOfFold,
    @JsonIgnore byte[] bundle) {

  /**
   * The same with another form of its bundle, such as one with a card.
   *
   * @param other that holds the same model
   */
  public TrainingReport withBundle(byte[] other) {
    return new TrainingReport(
        model,
        version,
        Bundles.id(other),
        data,
        rows,
        folds,
        settings,
        calibration,
        threshold,
        auroc,
        auprc,
        tripwires,
        outOfFold,
        other);
  }

  /** How many of what. */
  public record Part(int patients, int rows, int positives) {}

  public TrainingReport {
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    requireNonNull(bundleId, "bundleId is null");
    requireNonNull(data, "data is null");
    requireNonNull(rows, "rows is null");
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    requireNonNull(calibration, "calibration is null");
    requireNonNull(tripwires, "tripwires is null");
    outOfFold = List.copyOf(outOfFold);
    requireNonNull(bundle, "bundle is null");
  }
}
