package dev.vigil.models.onnx;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.models.PayloadFiles;
import dev.vigil.models.risk.InputMapping;
import dev.vigil.models.risk.Predictor;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An ONNX model as files of a bundle: {@value #MODEL} as it was exported, {@value
 * InputMapping#FILE} with the features that its inputs are, and {@value #FORM} with what its output
 * means and what its explanations are distances from.
 */
public final class OnnxPayload {
  /** How it explains, as it stands in the provenance of a bundle. */
  public static final String EXPLANATION =
      "baseline Shapley values against the declared reference row, sampled over orders of the"
          + " inputs forwards and backwards; they sum up to the distance from the reference";

  static final String MODEL = "model.onnx";
  static final String FORM = "onnx.json";

  /**
   * What a model doesn't say of itself.
   *
   * @param output what of it is the answer
   * @param reference a value of each input, in the model's order and units
   */
  public record Form(
      @JsonProperty("output") OnnxOutput output,
      @JsonProperty("reference") List<Double> reference) {
    public Form {
      reference = List.copyOf(reference);
    }

    double[] row() {
      return reference.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  private OnnxPayload() {}

  /** The files, by name. */
  public static SortedMap<String, byte[]> write(InputMapping mapping, Form form, byte[] model) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(MODEL, model);
    files.put(InputMapping.FILE, Json.encode(mapping));
    files.put(FORM, Json.encode(form));
    return files;
  }

  /**
   * Makes the predictor from its files.
   *
   * @throws OnnxRuntimeMissingException if there is nothing to run it with
   * @throws IOException if a file is missing or not what it should be; the message names it
   */
  public static Predictor read(Map<String, byte[]> files) throws IOException {
    InputMapping mapping = PayloadFiles.json(files, InputMapping.FILE, InputMapping.class);
    Form form = PayloadFiles.json(files, FORM, Form.class);
    return mapping.over(model(mapping.names(), form, PayloadFiles.required(files, MODEL)));
  }

  /**
   * The model over its own inputs, in its own units.
   *
   * @param names of its inputs, in its order
   * @throws OnnxRuntimeMissingException if there is nothing to run it with
   * @throws OnnxException if they don't fit together; the message names what doesn't
   */
  public static Predictor model(List<String> names, Form form, byte[] onnx) throws IOException {
    if (form.reference().size() != names.size()) {
      throw new OnnxException(
          "there are %d reference values, expected one for each of %d inputs"
              .formatted(form.reference().size(), names.size()));
    }
    OnnxSession session = OnnxRuntime.find().open(onnx);
    return new OnnxPredictor(new OnnxFunction(session, names, form.output()), form.row());
  }
}
