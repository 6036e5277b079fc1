package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a trained model began to warn: what each input has to do with it, fairly shared out between
 * inputs that say the same (Shapley values).
 *
 * @param known instant of the vector that it is about, whole seconds since the epoch
 * @param inputs those that matter most, largest first
 */
public record Explanation(long known, List<Input> inputs) {
  /**
   * One input.
   *
   * @param name of the feature, with {@code .missing} where it is unknown
   * @param contribution to the score, in log-odds
   * @param value of the input; null if unknown
   * @param latest value of the vital sign that it is made of; null if unknown or of none
   * @param slope of this vital sign over 8 h, in its unit per hour; null if unknown or of none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Input(
      String name,
      double contribution,
      @Nullable Double value,
      @Nullable Double latest,
      @Nullable Double slope) {
    public Input {
      requireNonNull(name, "name is null");
      FiniteValues.requireFiniteIfPresent(contribution, "contribution of " + name);
      FiniteValues.requireFiniteIfPresent(value, "value of " + name);
      FiniteValues.requireFiniteIfPresent(latest, "latest of " + name);
      FiniteValues.requireFiniteIfPresent(slope, "slope of " + name);
    }
  }

  public Explanation {
    inputs = List.copyOf(inputs);
  }
}
