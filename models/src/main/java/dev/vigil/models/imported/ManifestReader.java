package dev.vigil.models.imported;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.imported.ImportManifest.Example;
import dev.vigil.models.imported.ImportManifest.Kind;
import dev.vigil.models.onnx.OnnxOutput;
import dev.vigil.models.risk.Calibration;
import dev.vigil.models.risk.InputMapping;
import dev.vigil.models.risk.MappedInput;
import dev.vigil.schemas.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes an {@link ImportManifest} of what somebody wrote. */
final class ManifestReader {
  private static final double USUAL_THRESHOLD = 0.5;
  private static final int SUGGESTIONS = 3;
  private static final Set<String> INPUT = Set.of("name", "feature", "scale", "offset", "unknown");
  private static final Set<String> OUTPUT = Set.of("name", "is", "column");

  private final ManifestSection root;
  private final Kind kind;

  private ManifestReader(ManifestSection root, Kind kind) {
    this.root = root;
    this.kind = kind;
  }

  static ImportManifest read(JsonNode tree) throws ImportException {
    Set<String> fields = new TreeSet<>(ImportManifest.FACTS);
    fields.addAll(Set.of("name", "version", "label", "kind", "inputs", "output"));
    fields.addAll(Set.of("threshold", "calibration", "examples"));
    ManifestSection root = new ManifestSection(tree, "", fields);
    boolean isOnnx = root.word("kind", new TreeSet<>(Set.of("onnx", "xgboost"))).equals("onnx");
    return new ManifestReader(root, isOnnx ? Kind.ONNX : Kind.XGBOOST).manifest();
  }

  private ImportManifest manifest() throws ImportException {
    List<ManifestSection> inputs = inputs();
    InputMapping mapping = mapping(inputs);
    return new ImportManifest(
        root.text("name"),
        root.text("version"),
        root.text("label"),
        kind,
        mapping,
        kind == Kind.ONNX ? reference(inputs, mapping) : List.of(),
        output(),
        root.has("threshold") ? root.share("threshold") : USUAL_THRESHOLD,
        calibration(),
        facts(),
        examples(inputs.size()));
  }

  private List<ManifestSection> inputs() throws ImportException {
    Set<String> fields = new HashSet<>(INPUT);
    if (kind == Kind.ONNX) {
      fields.add("reference");
    }
    List<ManifestSection> inputs = new ArrayList<>();
    for (JsonNode input : root.list("inputs")) {
      inputs.add(new ManifestSection(input, "inputs[" + inputs.size() + "]", fields));
    }
    return inputs;
  }

  private InputMapping mapping(List<ManifestSection> sections) throws ImportException {
    List<MappedInput> inputs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Map<String, String> byFeature = new HashMap<>();
    for (ManifestSection section : sections) {
      MappedInput input = input(section);
      if (!names.add(input.name())) {
        throw section.wrong("name", "\"" + input.name() + "\" again", "each input once");
      }
      String other = byFeature.put(input.feature(), input.name());
      if (other != null) {
        throw section.wrong(
            "feature",
            input.feature() + " again, as of input \"" + other + "\"",
            "each feature once; make the model take one input of it");
      }
      inputs.add(input);
    }
    return new InputMapping(inputs);
  }

  private MappedInput input(ManifestSection section) throws ImportException {
    String feature = section.text("feature");
    Set<String> features = FeatureCatalogue.instance().definitions().keySet();
    if (!features.contains(feature)) {
      throw section.wrong(
          "feature",
          "\"" + feature + "\"",
          "a feature of the catalogue; near to it are "
              + String.join(", ", Nearest.to(feature, features, SUGGESTIONS)));
    }
    double scale = section.number("scale", 1);
    if (scale == 0) {
      throw section.wrong("scale", "0", "the model's units per unit of the feature");
    }
    return new MappedInput(
        section.text("name"), feature, scale, section.number("offset", 0), unknown(section));
  }

  /** Trees know a way for unknown values, other models have to be told what to do. */
  private @Nullable Double unknown(ManifestSection section) throws ImportException {
    if (section.has("unknown")) {
      return section.numberOrNan("unknown");
    }
    if (kind == Kind.ONNX) {
      throw section.wrong(
          "unknown",
          "missing",
          "what an unknown value counts as, in the model's unit: a number, or nan if the model"
              + " takes it");
    }
    return null;
  }

  private static List<Double> reference(List<ManifestSection> sections, InputMapping mapping)
      throws ImportException {
    List<Double> reference = new ArrayList<>();
    for (int i = 0; i < sections.size(); i++) {
      ManifestSection section = sections.get(i);
      Double unknown = mapping.inputs().get(i).unknown();
      if (!section.has("reference") && unknown == null) {
        throw section.wrong(
            "reference",
            "missing",
            "a usual value in the model's unit, which explanations are distances from");
      }
      reference.add(
          section.has("reference") || unknown == null
              ? (Double) section.number("reference")
              : unknown);
    }
    return reference;
  }

  private @Nullable OnnxOutput output() throws ImportException {
    if (kind == Kind.XGBOOST) {
      if (root.has("output")) {
        throw root.wrong("output", "there", "none: XGBoost's file says what its trees add up to");
      }
      return null;
    }
    ManifestSection output = root.section("output", OUTPUT);
    boolean isLogit =
        output.word("is", new TreeSet<>(Set.of("probability", "logit"))).equals("logit");
    return new OnnxOutput(
        output.text("name"),
        isLogit ? OnnxOutput.Meaning.LOGIT : OnnxOutput.Meaning.PROBABILITY,
        output.index("column", 0));
  }

  private Calibration calibration() throws ImportException {
    if (!root.has("calibration")) {
      return Calibration.NONE;
    }
    ManifestSection section = root.section("calibration", Set.of("intercept", "slope"));
    double slope = section.number("slope");
    if (slope < 0) {
      throw section.wrong("slope", Double.toString(slope), "0 or more");
    }
    return new Calibration(section.number("intercept"), slope);
  }

  private SortedMap<String, String> facts() throws ImportException {
    SortedMap<String, String> facts = new TreeMap<>();
    for (String fact : ImportManifest.FACTS) {
      facts.put(fact, root.text(fact));
    }
    return facts;
  }

  private List<Example> examples(int inputs) throws ImportException {
    List<Example> examples = new ArrayList<>();
    if (!root.has("examples")) {
      return examples;
    }
    for (JsonNode entry : root.list("examples")) {
      String path = "examples[" + examples.size() + "]";
      ManifestSection section = new ManifestSection(entry, path, Set.of("inputs", "probability"));
      List<Double> row = section.numbers("inputs");
      if (row.size() != inputs) {
        throw section.wrong("inputs", "a list of " + row.size(), "a value for each of " + inputs);
      }
      examples.add(new Example(row, section.share("probability")));
    }
    return examples;
  }
}
