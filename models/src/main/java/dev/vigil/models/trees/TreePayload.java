package dev.vigil.models.trees;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.models.PayloadFiles;
import dev.vigil.models.risk.InputMapping;
import dev.vigil.models.risk.Predictor;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gradient boosted trees as files of a bundle: {@value #INPUTS} with the inputs' names, and one or
 * more models as XGBoost writes them in JSON, which its tools can open. Of several, their mean
 * counts. A model that was trained elsewhere on other units has {@value InputMapping#FILE}, too.
 */
public final class TreePayload {
  /** The declared policy for unknown values, as it stands in a bundle's manifest. */
  public static final String MISSING_VALUES =
      "an unknown value goes the way that training found better at each node";

  static final String INPUTS = "inputs.json";
  private static final String MODEL = "model-%02d.json";

  /**
   * What the models' inputs are called here.
   *
   * @param features in the order in which the models were trained
   */
  record Inputs(@JsonProperty("features") List<String> features) {
    Inputs {
      features = List.copyOf(features);
    }
  }

  private TreePayload() {}

  /**
   * The files, by name.
   *
   * @param models at least one, each as XGBoost's JSON
   */
  public static SortedMap<String, byte[]> write(List<String> features, List<byte[]> models) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(INPUTS, Json.encode(new Inputs(features)));
    for (int i = 0; i < models.size(); i++) {
      files.put(String.format(Locale.ROOT, MODEL, i), models.get(i));
    }
    return files;
  }

  /**
   * The files of a model that was trained elsewhere, by name.
   *
   * @param mapping of its inputs to features
   * @param model as XGBoost's JSON
   * @throws IOException naming what can't be served, or doesn't fit the mapping
   */
  public static SortedMap<String, byte[]> imported(InputMapping mapping, byte[] model)
      throws IOException {
    XgboostInputs.check(model, mapping.names());
    SortedMap<String, byte[]> files = write(mapping.features(), List.of(model));
    if (!mapping.isPlain()) {
      files.put(InputMapping.FILE, Json.encode(mapping));
    }
    return files;
  }

  /**
   * Makes the predictor of a risk from its files: its margin is the log-odds.
   *
   * @throws IOException if a file is missing or not what it should be; the message names it
   */
  public static Predictor read(Map<String, byte[]> files) throws IOException {
    return read(files, XgboostJson.Sum.LOG_ODDS);
  }

  /**
   * Makes the predictor of an amount from its files: its margin is the amount.
   *
   * @throws IOException if a file is missing or not what it should be; the message names it
   */
  public static Predictor readAmount(Map<String, byte[]> files) throws IOException {
    return read(files, XgboostJson.Sum.AMOUNT);
  }

  private static Predictor read(Map<String, byte[]> files, XgboostJson.Sum sum) throws IOException {
    List<String> features = PayloadFiles.json(files, INPUTS, Inputs.class).features();
    SortedMap<String, byte[]> models = new TreeMap<>(files);
    models.remove(INPUTS);
    models.remove(InputMapping.FILE);
    if (models.isEmpty()) {
      throw new IOException("file " + String.format(Locale.ROOT, MODEL, 0) + " is missing");
    }
    TreeEnsembleBuilder ensemble = new TreeEnsembleBuilder(features.size());
    for (Map.Entry<String, byte[]> model : models.entrySet()) {
      try {
        XgboostJson.addTo(ensemble, model.getValue(), sum, 1.0 / models.size());
      } catch (IOException e) {
        throw new IOException(model.getKey() + " can't be read: " + e.getMessage(), e);
      }
    }
    Predictor trees = new TreePredictor(features, ensemble.build());
    return files.containsKey(InputMapping.FILE)
        ? PayloadFiles.json(files, InputMapping.FILE, InputMapping.class).over(trees)
        : trees;
  }
}
