package dev.vigil.models.linear;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.PayloadFiles;
import dev.vigil.models.risk.Predictor;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A linear regression: an amount as a sum over standardised inputs. Its margin is the amount;
 * contributions are distances from a patient in whom everything is usual.
 */
public final class RidgePredictor implements Predictor {
  /** The declared policy for unknown values, as it stands in a bundle's manifest. */
  public static final String MISSING_VALUES = "an unknown value counts as the training median";

  private static final String FILE = "ridge.json";

  private final Form form;
  private final List<String> names;

  /**
   * What was learned.
   *
   * @param inputs how each is standardised
   * @param weights one for each input, in the amount's unit per standard deviation
   * @param intercept the amount where every input is as usual
   */
  public record Form(LinearInputs inputs, List<Double> weights, double intercept) {
    public Form {
      requireNonNull(inputs, "inputs is null");
      weights = List.copyOf(weights);
      if (weights.size() != inputs.inputs().size()) {
        throw new IllegalArgumentException(
            "there are %d weights for %d inputs, expected one for each"
                .formatted(weights.size(), inputs.inputs().size()));
      }
    }
  }

  public RidgePredictor(Form form) {
    this.form = requireNonNull(form, "form is null");
    this.names = form.inputs().inputs().stream().map(Input::feature).toList();
  }

  /** The files, by name. */
  public static SortedMap<String, byte[]> write(Form form) {
    return new TreeMap<>(Map.of(FILE, Json.encode(form)));
  }

  /**
   * Makes the predictor from its files.
   *
   * @throws IOException if the file is missing or not what it should be; the message names it
   */
  public static Predictor read(Map<String, byte[]> files) throws IOException {
    return new RidgePredictor(PayloadFiles.json(files, FILE, Form.class));
  }

  @Override
  public List<String> inputs() {
    return names;
  }

  @Override
  public double base() {
    return form.intercept();
  }

  @Override
  public double margin(double[] row) {
    double sum = form.intercept();
    for (double contribution : contributions(row)) {
      sum += contribution;
    }
    return sum;
  }

  @Override
  public double[] contributions(double[] row) {
    double[] contributions = form.inputs().standardised(row);
    for (int i = 0; i < row.length; i++) {
      contributions[i] *= form.weights().get(i);
    }
    return contributions;
  }

  /** An unknown value adds nothing: it is never named as missing something. */
  @Override
  public String contributor(int input, boolean unknown) {
    return names.get(input);
  }
}
