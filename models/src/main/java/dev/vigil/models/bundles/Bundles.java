package dev.vigil.models.bundles;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.models.Sha256;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.forecast.ForecastPayload;
import dev.vigil.models.linear.LinearPayload;
import dev.vigil.models.risk.Calibration;
import dev.vigil.models.risk.Predictor;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.scores.ClinicalScores;
import dev.vigil.models.scores.Model;
import dev.vigil.models.trees.TreePayload;
import dev.vigil.models.trees.TribuoTreePayload;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The door to model bundles. A bundle is one array of bytes, known by its SHA-256; the same content
 * gives the same bytes. Opening one checks all of it and refuses by name what does not fit.
 */
public final class Bundles {
  private static final String MANIFEST = "manifest.json";

  private Bundles() {}

  /** What a bundle is called in ledger and topics: its SHA-256, hexadecimal. */
  public static String id(byte[] bundle) {
    return Sha256.hex(bundle);
  }

  /** The bundle of the built-in clinical scores. */
  public static byte[] clinicalScores() {
    SortedMap<String, String> models = new TreeMap<>();
    SortedSet<String> features = new TreeSet<>();
    for (Model model : ClinicalScores.all()) {
      models.put(model.name(), model.version());
      features.addAll(model.features());
    }
    return write(
        new BundleManifest(
            BundleManifest.FIRST_FORMAT,
            BundleManifest.Kind.CLINICAL_SCORES,
            ClinicalScores.NAME,
            ClinicalScores.VERSION,
            BundleManifest.hashes(features),
            models,
            null,
            null,
            new TreeMap<>(),
            null,
            new TreeMap<>()),
        new TreeMap<>());
  }

  /**
   * The bundle of a trained model.
   *
   * @param manifest whose features and files are filled in here
   * @param model that the files make
   */
  public static byte[] trained(
      BundleManifest manifest, Model model, SortedMap<String, byte[]> files) {
    return write(
        new BundleManifest(
            BundleManifest.FORMAT,
            manifest.kind(),
            manifest.model(),
            manifest.version(),
            BundleManifest.hashes(model.features()),
            manifest.provenance(),
            manifest.missingValues(),
            manifest.label(),
            manifest.thresholds(),
            manifest.calibration(),
            new TreeMap<>()),
        files);
  }

  /**
   * The bundle of the same model with another calibration and threshold of decisions.
   *
   * @param bundle of a trained model
   * @param version of the new one; another one, for a version never changes
   * @param provenance what is to be known of where calibration and threshold come from, added
   * @throws BundleException if the bundle can't be opened
   */
  public static byte[] recalibrated(
      byte[] bundle,
      String version,
      Calibration calibration,
      double threshold,
      Map<String, String> provenance)
      throws BundleException {
    SortedMap<String, byte[]> files = Archive.read(bundle);
    BundleManifest manifest = manifest(files);
    checkFiles(manifest, files);
    SortedMap<String, Double> thresholds = new TreeMap<>(manifest.thresholds());
    thresholds.put(BundleManifest.DECISION, threshold);
    SortedMap<String, String> all = new TreeMap<>(manifest.provenance());
    all.put("recalibrated-from", id(bundle));
    all.putAll(provenance);
    return write(
        new BundleManifest(
            BundleManifest.FORMAT,
            manifest.kind(),
            manifest.model(),
            version,
            manifest.features(),
            all,
            manifest.missingValues(),
            manifest.label(),
            thresholds,
            calibration,
            new TreeMap<>()),
        payload(files));
  }

  /**
   * Opens a bundle.
   *
   * @return its models, at least one
   * @throws BundleException if it is damaged, of an unknown format or kind, or made for another
   *     definition of a feature than this Vigil's
   */
  public static List<Model> open(byte[] bundle) throws BundleException {
    SortedMap<String, byte[]> files = Archive.read(bundle);
    BundleManifest manifest = manifest(files);
    checkFiles(manifest, files);
    checkFeatures(manifest);
    List<Model> models =
        switch (manifest.kind()) {
          case CLINICAL_SCORES -> clinicalScores(manifest);
          case TRIBUO_LOGISTIC, TRIBUO_LINEAR_SVM ->
              List.of(trained(manifest, files, LinearPayload::read));
          case TRIBUO_CART, TRIBUO_RANDOM_FOREST ->
              List.of(trained(manifest, files, TribuoTreePayload::read));
          case XGBOOST -> List.of(trained(manifest, files, TreePayload::read));
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

  /**
   * A bundle's manifest, checked against the bytes but not against this Vigil's features.
   *
   * @throws BundleException if it is damaged or of an unknown format or kind
   */
  public static BundleManifest manifest(byte[] bundle) throws BundleException {
    return manifest(Archive.read(bundle));
  }

  private static byte[] write(BundleManifest manifest, SortedMap<String, byte[]> files) {
    SortedMap<String, String> hashes = new TreeMap<>();
    files.forEach((name, content) -> hashes.put(name, Sha256.hex(content)));
    SortedMap<String, byte[]> all = new TreeMap<>(files);
    all.put(MANIFEST, Json.encode(manifest.withFiles(hashes)));
    return Archive.write(all);
  }

  private static BundleManifest manifest(SortedMap<String, byte[]> files) throws BundleException {
    byte[] json = files.get(MANIFEST);
    if (json == null) {
      throw new BundleException("damaged", "bundle has no " + MANIFEST);
    }
    checkFormat(json);
    try {
      return Json.decode(json, BundleManifest.class);
    } catch (MalformedRecordException e) {
      throw new BundleException("damaged", MANIFEST + " can't be read: " + e.getMessage(), e);
    }
  }

  /** The format comes first: a later one may have another manifest. */
  private static void checkFormat(byte[] manifest) throws BundleException {
    int format;
    try {
      JsonNode tree = Json.mapper().readTree(manifest);
      format = tree.path("format").asInt();
    } catch (IOException e) {
      throw new BundleException("damaged", MANIFEST + " is not JSON", e);
    }
    if (format < 1 || format > BundleManifest.FORMAT) {
      throw new BundleException(
          "unknown-format",
          "bundle has format "
              + format
              + ", this Vigil reads 1 to "
              + BundleManifest.FORMAT
              + ": upgrade Vigil or train the model again");
    }
  }

  private static void checkFiles(BundleManifest manifest, SortedMap<String, byte[]> files)
      throws BundleException {
    SortedMap<String, String> found = new TreeMap<>();
    files.forEach((name, content) -> found.put(name, Sha256.hex(content)));
    found.remove(MANIFEST);
    if (!found.equals(manifest.files())) {
      throw new BundleException(
          "damaged",
          "files of bundle " + manifest.model() + " are not those that its manifest names");
    }
  }

  private static void checkFeatures(BundleManifest manifest) throws BundleException {
    for (Map.Entry<String, String> feature : manifest.features().entrySet()) {
      String present = FeatureCatalogue.instance().hash(feature.getKey());
      if (!feature.getValue().equals(present)) {
        throw new BundleException(
            "feature-differs",
            "model "
                + manifest.model()
                + ":"
                + manifest.version()
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
      Predictor predictor = kind.read(payload(files));
      Calibration calibration = requireNonNullElse(manifest.calibration(), Calibration.NONE);
      return new RiskModel(manifest.model(), manifest.version(), predictor, calibration);
    } catch (IOException | IllegalArgumentException e) {
      throw unloadable(manifest, e);
    }
  }

  private static Model forecast(BundleManifest manifest, Map<String, byte[]> files)
      throws BundleException {
    try {
      return ForecastPayload.read(manifest.model(), manifest.version(), payload(files));
    } catch (IOException | IllegalArgumentException e) {
      throw unloadable(manifest, e);
    }
  }

  private static SortedMap<String, byte[]> payload(Map<String, byte[]> files) {
    SortedMap<String, byte[]> payload = new TreeMap<>(files);
    payload.remove(MANIFEST);
    return payload;
  }

  private static BundleException unloadable(BundleManifest manifest, Exception cause) {
    return new BundleException(
        "damaged", "model " + manifest.model() + " can't be loaded: " + cause.getMessage(), cause);
  }
}
