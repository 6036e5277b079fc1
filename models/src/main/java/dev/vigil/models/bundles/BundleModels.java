package dev.vigil.models.bundles;

import static java.util.Objects.requireNonNullElse;

import dev.vigil.models.forecast.ForecastPayload;
import dev.vigil.models.linear.LinearPayload;
import dev.vigil.models.onnx.OnnxPayload;
import dev.vigil.models.onnx.OnnxRuntimeMissingException;
import dev.vigil.models.risk.Calibration;
import dev.vigil.models.risk.Predictor;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.scores.ClinicalScores;
import dev.vigil.models.scores.Model;
import dev.vigil.models.trees.TreePayload;
import dev.vigil.models.trees.TribuoTreePayload;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The models that a bundle's files make, by the kind that its manifest names. */
final class BundleModels {
  private BundleModels() {}

  /**
   * Makes them.
   *
   * @return at least one
   * @throws BundleException if they can't be made, or want other features than this Vigil's
   */
  static List<Model> of(BundleContent content) throws BundleException {
    BundleManifest manifest = content.manifest();
    SortedMap<String, byte[]> files = content.payload();
    manifest.requireFeatures();
    List<Model> models =
        switch (manifest.kind()) {
          case CLINICAL_SCORES -> clinicalScores(manifest);
          case TRIBUO_LOGISTIC, TRIBUO_LINEAR_SVM ->
              List.of(trained(manifest, files, LinearPayload::read));
          case TRIBUO_CART, TRIBUO_RANDOM_FOREST ->
              List.of(trained(manifest, files, TribuoTreePayload::read));
          case XGBOOST -> List.of(trained(manifest, files, TreePayload::read));
          case ONNX -> List.of(trained(manifest, files, OnnxPayload::read));
          case FORECAST -> List.of(forecast(manifest, files));
        };
    for (Model model : models) {
      if (!manifest.features().keySet().containsAll(model.features())) {
        throw new BundleException(
            "manifest-differs", "model " + model.name() + " uses features its manifest lacks");
      }
    }
    return models;
  }

  private static List<Model> clinicalScores(BundleManifest manifest) throws BundleException {
    List<Model> models = ClinicalScores.of(manifest.version());
    if (models.isEmpty()) {
      throw new BundleException(
          "unknown-version",
          "bundle asks for clinical scores version "
              + manifest.version()
              + ", this Vigil has versions up to "
              + ClinicalScores.VERSION);
    }
    return models;
  }

  /** Makes the predictor of a kind of model from its files. */
  @FunctionalInterface
  private interface Payload {
    Predictor read(Map<String, byte[]> files) throws IOException;
  }

  private static Model trained(BundleManifest manifest, Map<String, byte[]> files, Payload kind)
      throws BundleException {
    try {
      Predictor predictor = kind.read(files);
      Calibration calibration = requireNonNullElse(manifest.calibration(), Calibration.NONE);
      return new RiskModel(
          manifest.model(),
          manifest.version(),
          predictor,
          calibration,
          manifest.decisionThreshold());
    } catch (OnnxRuntimeMissingException e) {
      throw new BundleException(
          "runtime-missing", "model " + manifest.model() + " can't be run: " + e.getMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw unloadable(manifest, e);
    }
  }

  private static Model forecast(BundleManifest manifest, Map<String, byte[]> files)
      throws BundleException {
    try {
      return ForecastPayload.read(manifest.model(), manifest.version(), files);
    } catch (IOException | IllegalArgumentException e) {
      throw unloadable(manifest, e);
    }
  }

  private static BundleException unloadable(BundleManifest manifest, Exception cause) {
    return new BundleException(
        "damaged", "model " + manifest.model() + " can't be loaded: " + cause.getMessage(), cause);
  }
}
