package dev.vigil.models.risk;

import java.util.List;

/**
 * Which features the inputs of a model are that was trained elsewhere.
 *
 * @param inputs in the model's order
 */
public record InputMapping(List<MappedInput> inputs) {
  /** Name of the file of a bundle in which it stands. */
  public static final String FILE = "mapping.json";

  public InputMapping {
    inputs = List.copyOf(inputs);
  }

  /** What the model calls its inputs, in its order. */
  public List<String> names() {
    return inputs.stream().map(MappedInput::name).toList();
  }

  /** The features, in the model's order. */
  public List<String> features() {
    return inputs.stream().map(MappedInput::feature).toList();
  }

  /** Whether the model sees all features as they are. */
  public boolean isPlain() {
    return inputs.stream().allMatch(MappedInput::isPlain);
  }

  /**
   * A model over features, of one over its own inputs.
   *
   * @throws IllegalArgumentException if it has other inputs than are mapped
   */
  public Predictor over(Predictor model) {
    if (model.inputs().size() != inputs.size()) {
      throw new IllegalArgumentException(
          "the model has " + model.inputs().size() + " inputs, " + inputs.size() + " are mapped");
    }
    return new Mapped(this, features(), model);
  }

  private double[] seen(double[] row) {
    double[] seen = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      seen[i] = inputs.get(i).seen(row[i]);
    }
    return seen;
  }

  private record Mapped(InputMapping mapping, List<String> inputs, Predictor model)
      implements Predictor {
    @Override
    public double margin(double[] row) {
      return model.margin(mapping.seen(row));
    }

    @Override
    public double base() {
      return model.base();
    }

    @Override
    public double[] contributions(double[] row) {
      return model.contributions(mapping.seen(row));
    }

    @Override
    public Explained explained(double[] row) {
      return model.explained(mapping.seen(row));
    }

    @Override
    public double[] fairContributions(double[] row) {
      return model.fairContributions(mapping.seen(row));
    }
  }
}
