package dev.vigil.models.forecast;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.models.PayloadFiles;
import dev.vigil.models.linear.RidgePredictor;
import dev.vigil.models.risk.Predictor;
import dev.vigil.models.trees.TreePayload;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A forecast as files of a bundle: {@value #FILE} with what is forecast and how wide the interval
 * is, and the files of the two predictors, with {@value #CENTRE} and {@value #SPREAD} before their
 * names.
 */
public final class ForecastPayload {
  private static final String FILE = "forecast.json";
  private static final String CENTRE = "centre-";
  private static final String SPREAD = "spread-";

  /** How both predictors were learned. */
  public enum Algorithm {
    /** A linear regression. */
    @JsonProperty("ridge")
    RIDGE,
    /** Gradient boosted trees as XGBoost writes them. */
    @JsonProperty("xgboost")
    XGBOOST;

    /**
     * Makes a predictor from its files.
     *
     * @throws IOException if a file is missing or not what it should be; the message names it
     */
    public Predictor read(Map<String, byte[]> files) throws IOException {
      return this == RIDGE ? RidgePredictor.read(files) : TreePayload.readAmount(files);
    }

    /** The declared policy for unknown values. */
    public String missingValues() {
      return this == RIDGE ? RidgePredictor.MISSING_VALUES : TreePayload.MISSING_VALUES;
    }
  }

  /**
   * What is forecast and how sure.
   *
   * @param level share of what comes that is to lie in the interval
   * @param leastSpread see {@link IntervalPredictor}
   * @param factor see {@link IntervalPredictor}
   */
  public record Form(
      ForecastTask task,
      Algorithm algorithm,
      double level,
      @JsonProperty("least_spread") double leastSpread,
      double factor) {
    public Form {
      requireNonNull(task, "task is null");
      requireNonNull(algorithm, "algorithm is null");
      if (!(level > 0 && level < 1)) {
        throw new IllegalArgumentException("level is " + level + ", expected above 0, below 1");
      }
    }
  }

  private ForecastPayload() {}

  /** The files, by name. */
  public static SortedMap<String, byte[]> write(
      Form form, Map<String, byte[]> centre, Map<String, byte[]> spread) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(FILE, Json.encode(form));
    centre.forEach((name, content) -> files.put(CENTRE + name, content));
    spread.forEach((name, content) -> files.put(SPREAD + name, content));
    return files;
  }

  /**
   * Makes the model from its files.
   *
   * @throws IOException if a file is missing or not what it should be; the message names it
   */
  public static ForecastModel read(String name, String version, Map<String, byte[]> files)
      throws IOException {
    Form form = PayloadFiles.json(files, FILE, Form.class);
    IntervalPredictor predictor =
        new IntervalPredictor(
            form.algorithm().read(without(CENTRE, files)),
            form.algorithm().read(without(SPREAD, files)),
            form.leastSpread(),
            form.factor());
    return new ForecastModel(name, version, form.task(), predictor);
  }

  private static Map<String, byte[]> without(String prefix, Map<String, byte[]> files) {
    SortedMap<String, byte[]> some = new TreeMap<>();
    files.forEach(
        (name, content) -> {
          if (name.startsWith(prefix)) {
            some.put(name.substring(prefix.length()), content);
          }
        });
    return some;
  }
}
