package dev.vigil.models.imported;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.Sha256;
import dev.vigil.models.bundles.BundleCard;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.imported.ImportManifest.Example;
import dev.vigil.models.imported.ImportManifest.Kind;
import dev.vigil.models.onnx.OnnxPayload;
import dev.vigil.models.onnx.OnnxRuntime;
import dev.vigil.models.risk.Calibration;
import dev.vigil.models.risk.MappedInput;
import dev.vigil.models.risk.Predictor;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.trees.TreePayload;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a bundle of a model that was trained elsewhere and what its manifest says of it. What can't
 * be mapped or served is refused by name, here and not when it is live.
 */
public final class ModelImport {
  /** How far an example's probability may be off: what float leaves of a sum. */
  public static final double CLOSE = 1e-5;

  /** A bundle has to fit into 64 MB. */
  private static final int MOST_BYTES = 60 * 1024 * 1024;

  private final ImportManifest manifest;
  private final byte[] model;
  private final String code;

  private ModelImport(ImportManifest manifest, byte[] model, String code) {
    this.manifest = manifest;
    this.model = model;
    this.code = code;
  }

  /**
   * The bundle.
   *
   * @param model as its file is
   * @param code version of the Vigil that imports it
   * @throws ImportException naming what can't be imported
   */
  public static byte[] bundle(ImportManifest manifest, byte[] model, String code)
      throws ImportException {
    if (model.length > MOST_BYTES) {
      throw new ImportException(
          "the model has %,d bytes, expected at most %,d".formatted(model.length, MOST_BYTES));
    }
    try {
      return new ModelImport(manifest, model, code).bundle();
    } catch (IOException | BundleException e) {
      throw new ImportException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  private byte[] bundle() throws IOException, BundleException, ImportException {
    SortedMap<String, byte[]> files = files();
    Predictor own = manifest.kind() == Kind.ONNX ? onnx() : trees();
    checkExamples(own);
    RiskModel served =
        new RiskModel(
            manifest.name(),
            manifest.version(),
            manifest.mapping().over(own),
            manifest.calibration(),
            manifest.threshold());
    byte[] bundle =
        Bundles.withCard(
            Bundles.trained(bundleManifest(), served, files, null), card(), new TreeMap<>());
    Bundles.open(bundle);
    return bundle;
  }

  private Predictor onnx() throws IOException, ImportException {
    Predictor own = OnnxPayload.model(manifest.mapping().names(), form(), model);
    double[] row = row(manifest.reference());
    for (int i = 0; i < row.length; i++) {
      MappedInput input = manifest.mapping().inputs().get(i);
      if (input.unknown() == null) {
        double[] unknown = row.clone();
        unknown[i] = Double.NaN;
        if (!Double.isFinite(own.margin(unknown))) {
          throw new ImportException(
              "the model has no finite answer where \"%s\" is unknown (NaN): state at unknown what it counts as"
                  .formatted(input.name()));
        }
      }
    }
    return own;
  }

  private Predictor trees() throws IOException {
    return TreePayload.read(TreePayload.write(manifest.mapping().names(), List.of(model)));
  }

  private OnnxPayload.Form form() {
    return new OnnxPayload.Form(
        requireNonNull(manifest.output(), "output is null"), manifest.reference());
  }

  private SortedMap<String, byte[]> files() throws IOException {
    return manifest.kind() == Kind.ONNX
        ? OnnxPayload.write(manifest.mapping(), form(), model)
        : TreePayload.imported(manifest.mapping(), model);
  }

  private void checkExamples(Predictor own) throws ImportException {
    for (int i = 0; i < manifest.examples().size(); i++) {
      Example example = manifest.examples().get(i);
      double found = Calibration.NONE.probability(own.margin(row(example.inputs())));
      if (!(Math.abs(found - example.probability()) <= CLOSE)) {
        throw new ImportException(
            String.format(
                Locale.ROOT,
                "examples[%d] has probability %s, here the model says %.6f: are its inputs in the"
                    + " model's order and units, is its output the right one?",
                i,
                example.probability(),
                found));
      }
    }
  }

  private static double[] row(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private BundleManifest bundleManifest() throws IOException {
    SortedMap<String, Double> thresholds = new TreeMap<>();
    thresholds.put(BundleManifest.DECISION, manifest.threshold());
    return new BundleManifest(
        BundleManifest.FORMAT,
        manifest.kind() == Kind.ONNX ? BundleManifest.Kind.ONNX : BundleManifest.Kind.XGBOOST,
        manifest.name(),
        manifest.version(),
        new TreeMap<>(),
        provenance(),
        missingValues(),
        manifest.label(),
        thresholds,
        manifest.calibration(),
        new TreeMap<>());
  }

  private SortedMap<String, String> provenance() throws IOException {
    SortedMap<String, String> provenance = new TreeMap<>();
    provenance.put("data", fact("trained-on"));
    provenance.put("imported-file", Sha256.hex(model));
    provenance.put("imported-examples", Integer.toString(manifest.examples().size()));
    if (manifest.kind() == Kind.ONNX) {
      provenance.put("imported-with", "onnxruntime " + OnnxRuntime.find().version());
      provenance.put("explanation", OnnxPayload.EXPLANATION);
    }
    return provenance;
  }

  private BundleCard card() {
    return new BundleCard(
        fact("purpose"),
        fact("licence"),
        code,
        List.of(
            fact("limits"),
            "What it is worth was not measured when it was imported: do so (model evaluate) before"
                + " anybody sees it."),
        List.of());
  }

  private String fact(String name) {
    return requireNonNull(manifest.facts().get(name), "a manifest without its facts was read");
  }

  private String missingValues() {
    boolean someCount =
        manifest.mapping().inputs().stream().anyMatch(input -> input.unknown() != null);
    String handedOn =
        manifest.kind() == Kind.XGBOOST ? TreePayload.MISSING_VALUES : "it is handed on as NaN";
    return someCount
        ? "an unknown value counts as the constant that mapping.json states; without one, "
            + handedOn
        : handedOn;
  }
}
