package dev.vigil.models.imported;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.models.onnx.OnnxOutput;
import dev.vigil.models.risk.Calibration;
import dev.vigil.models.risk.InputMapping;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What has to be said of a model that was trained elsewhere.
 *
 * @param name of the model
 * @param version of the model
 * @param label what it predicts, such as {@code sepsis}
 * @param kind of its file
 * @param mapping of its inputs to features
 * @param reference a value of each input, in the model's order and units; empty for trees, which
 *     know what is usual
 * @param output of an ONNX model what the answer is; null for trees
 * @param threshold probability from which on it decides
 * @param calibration from its log-odds to those that hold
 * @param facts what people have to know of it, by name: all of {@link #FACTS}
 * @param examples rows with their answers, to be found again
 */
public record ImportManifest(
    String name,
    String version,
    String label,
    Kind kind,
    InputMapping mapping,
    List<Double> reference,
    @Nullable OnnxOutput output,
    double threshold,
    Calibration calibration,
    SortedMap<String, String> facts,
    List<Example> examples) {
  /** Names of the facts that each manifest has to have. */
  public static final List<String> FACTS = List.of("purpose", "licence", "trained-on", "limits");

  /** What the model's file is. */
  public enum Kind {
    ONNX,
    XGBOOST
  }

  /**
   * What the model said where it was trained.
   *
   * @param inputs of a row, in the model's order and units; NaN where unknown
   * @param probability that the model's own tools have for it, before any calibration
   */
  public record Example(List<Double> inputs, double probability) {
    public Example {
      inputs = List.copyOf(inputs);
    }
  }

  public ImportManifest {
    requireNonNull(name, "name is null");
    requireNonNull(version, "version is null");
    requireNonNull(label, "label is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(mapping, "mapping is null");
    requireNonNull(calibration, "calibration is null");
    reference = List.copyOf(reference);
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    examples = List.copyOf(examples);
  }

  /**
   * Reads a manifest.
   *
   * @param tree of its YAML or JSON
   * @throws ImportException naming the field that is wrong
   */
  public static ImportManifest of(JsonNode tree) throws ImportException {
    return ManifestReader.read(tree);
  }
}
