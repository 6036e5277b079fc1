package dev.vigil.models.bundles;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.risk.Calibration;
import dev.vigil.schemas.Json;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a bundle's first page.
 *
 * @param format version of the form of bundles, see {@link #FORMAT}
 * @param kind what is in it
 * @param model name of the model, or of the set of models
 * @param version its version
 * @param features features it uses, each with the hash of the definition it was made for
 * @param provenance what it was made from and how, by name
 * @param missingValues declared policy for unknown values, of a trained model
 * @param label name of what a trained model predicts, such as {@code sepsis}
 * @param thresholds from which on a trained model's score means something, such as {@link
 *     #DECISION}; empty in bundles that were written before there were any
 * @param calibration of a trained model's margin; null where the margin is the log-odds
 * @param files SHA-256 of each further file
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BundleManifest(
    int format,
    Kind kind,
    String model,
    String version,
    SortedMap<String, String> features,
    SortedMap<String, String> provenance,
    @Nullable String missingValues,
    @Nullable String label,
    SortedMap<String, Double> thresholds,
    @Nullable Calibration calibration,
    SortedMap<String, String> files) {

  /** The form of bundles that need nothing newer: the same content stays the same bytes. */
  static final int FIRST_FORMAT = 1;

  /**
   * The form that this Vigil writes, and the latest that it reads. Version 2 brought the
   * calibration, without which a model would be read wrongly; version 3 the card, the ladder and
   * the signature.
   */
  public static final int FORMAT = 3;

  /** Name of the threshold from which on a model decides that what it predicts is to come. */
  public static final String DECISION = "decision";

  private static final double USUAL_DECISION = 0.5;

  /** What a bundle can hold. */
  public enum Kind {
    /** The built-in clinical scores. */
    @JsonProperty("clinical-scores")
    CLINICAL_SCORES,
    /** A logistic regression trained with Tribuo. */
    @JsonProperty("tribuo-logistic")
    TRIBUO_LOGISTIC,
    /** A linear support vector machine trained with Tribuo. */
    @JsonProperty("tribuo-linear-svm")
    TRIBUO_LINEAR_SVM,
    /** A classification tree grown with Tribuo. */
    @JsonProperty("tribuo-cart")
    TRIBUO_CART,
    /** A random forest grown with Tribuo. */
    @JsonProperty("tribuo-random-forest")
    TRIBUO_RANDOM_FOREST,
    /** Gradient boosted trees as XGBoost writes them. */
    @JsonProperty("xgboost")
    XGBOOST,
    /** A forecast of a vital sign with an interval, in the vital sign's unit. */
    @JsonProperty("forecast")
    FORECAST,
    /** A model trained elsewhere, as an ONNX file. */
    @JsonProperty("onnx")
    ONNX;

    /** Whether its models predict the risk of something, 0 to 1. */
    public boolean isRisk() {
      return this != CLINICAL_SCORES && this != FORECAST;
    }

    /** What the kinds are called in a bundle. */
    static List<String> names() {
      return Arrays.stream(values())
          .map(kind -> Json.mapper().convertValue(kind, String.class))
          .toList();
    }
  }

  public BundleManifest {
    requireNonNull(kind, "kind is null");
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    features = sorted(features);
    provenance = sorted(provenance);
    thresholds = sorted(thresholds);
    files = sorted(files);
    thresholds.forEach(BundleManifest::requireShare);
  }

  private static void requireShare(String name, Double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "threshold '" + name + "' is " + threshold + ", expected 0 to 1");
    }
  }

  /** From which probability on the model decides; 0.5 where the bundle doesn't say. */
  public double decisionThreshold() {
    return thresholds.getOrDefault(DECISION, USUAL_DECISION);
  }

  private static <T> SortedMap<String, T> sorted(@Nullable Map<String, T> given) {
    Map<String, T> entries = given == null ? Map.of() : given;
    return Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  /**
   * The present hashes of the definitions of these features.
   *
   * @throws IllegalArgumentException if there is no such feature
   */
  static SortedMap<String, String> hashes(Collection<String> features) {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (String feature : features) {
      String hash = FeatureCatalogue.instance().hash(feature);
      if (hash == null) {
        throw new IllegalArgumentException("there is no feature '" + feature + "'");
      }
      hashes.put(feature, hash);
    }
    return hashes;
  }

  /**
   * Whether this Vigil has the very features that it was made for.
   *
   * @throws BundleException naming the first that it hasn't
   */
  void requireFeatures() throws BundleException {
    for (Map.Entry<String, String> feature : features.entrySet()) {
      String present = FeatureCatalogue.instance().hash(feature.getKey());
      if (!feature.getValue().equals(present)) {
        throw new BundleException(
            "feature-differs",
            "model "
                + model
                + ":"
                + version
                + " was made for feature '"
                + feature.getKey()
                + "' with definition "
                + feature.getValue()
                + ", here it has "
                + (present == null ? "none" : present)
                + ": train the model again");
      }
    }
  }

  BundleManifest withFiles(Map<String, String> hashes) {
    return new BundleManifest(
        format,
        kind,
        model,
        version,
        features,
        provenance,
        missingValues,
        label,
        thresholds,
        calibration,
        new TreeMap<>(hashes));
  }
}
