package dev.vigil.models.linear;

import dev.vigil.models.PayloadFiles;
import dev.vigil.models.risk.Predictor;
import dev.vigil.models.tribuo.TribuoModels;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/**
 * A linear model as files of a bundle: {@value #INPUTS} with the standardisation, and Tribuo's own
 * file.
 */
public final class LinearPayload {
  static final String INPUTS = "inputs.json";

  private LinearPayload() {}

  /** The files, by name. */
  public static SortedMap<String, byte[]> write(LinearInputs inputs, LinearSGDModel tribuo) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(INPUTS, Json.encode(inputs));
    files.put(TribuoModels.FILE, TribuoModels.write(tribuo));
    return files;
  }

  /**
   * Makes the predictor from its files.
   *
   * @throws IOException if a file is missing or not what it should be; the message names it
   */
  public static Predictor read(Map<String, byte[]> files) throws IOException {
    Model<Label> tribuo = TribuoModels.read(files);
    LinearInputs inputs = PayloadFiles.json(files, INPUTS, LinearInputs.class);
    if (tribuo instanceof LinearSGDModel linear) {
      return new LinearPredictor(inputs, linear);
    }
    throw new IOException(
        "%s holds a %s, expected a LinearSGDModel"
            .formatted(TribuoModels.FILE, tribuo.getClass().getSimpleName()));
  }
}
