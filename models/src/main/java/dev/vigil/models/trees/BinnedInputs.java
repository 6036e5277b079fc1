package dev.vigil.models.trees;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/**
 * All inputs of Tribuo's trees and the one way from a row to what they look at. Tribuo's trees know
 * no unknown values, only absent ones, which count as 0: below every bin.
 *
 * @param inputs in a fixed order
 */
public record BinnedInputs(@JsonProperty("inputs") List<BinnedInput> inputs) {
  /** The declared policy for unknown values, as it stands in a bundle's manifest. */
  public static final String MISSING_VALUES = "an unknown value counts as lower than any known one";

  public BinnedInputs {
    inputs = List.copyOf(inputs);
  }

  /** Names of the features, in order. */
  public List<String> features() {
    return inputs.stream().map(BinnedInput::feature).toList();
  }

  /**
   * The numbers of the bins of all known values, by feature.
   *
   * @param row one value per input, NaN where unknown; rounded to float, as in training
   */
  public void terms(double[] row, ObjDoubleConsumer<String> terms) {
    for (int i = 0; i < row.length; i++) {
      int bin = inputs.get(i).bin((float) row[i]);
      if (bin != BinnedInput.UNKNOWN) {
        terms.accept(inputs.get(i).feature(), bin);
      }
    }
  }
}
