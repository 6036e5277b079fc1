package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What came of a training. Scores are those of the bundle as it will be served, on patients that
 * training never saw.
 *
 * @param model name
 * @param version version
 * @param bundleId SHA-256 of the bundle
 * @param data hash of all rows
 * @param training rows that were learned from
 * @param heldOut rows that were kept for this report
 * @param auroc area under the receiver operating characteristic, held out
 * @param auprc area under precision and recall (average precision), held out
 * @param bundle the model, ready to deploy
 */
public record TrainingReport(
    String model,
    String version,
    String bundleId,
    String data,
    Part training,
    Part heldOut,
    double auroc,
    double auprc,
    @JsonIgnore byte[] bundle) {

  /** How many of what on one side of the split. */
  public record Part(int patients, int rows, int positives) {}

  public TrainingReport {
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    requireNonNull(bundleId, "bundleId is null");
    requireNonNull(data, "data is null");
    requireNonNull(training, "training is null");
    requireNonNull(heldOut, "heldOut is null");
    requireNonNull(bundle, "bundle is null");
  }
}
