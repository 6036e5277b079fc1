package dev.vigil.models.hour;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.models.evaluation.HourProof;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a vital sign is expected to be in an hour: the last value and a change that is linear in how
 * the last hours were, with a locally weighted conformal interval (Lei et al., JASA 113:1094-1111,
 * 2018, section 5.2).
 *
 * @param vital id of an entry of the catalogue
 * @param centre weights of the change, see {@link HourInputs#centre}
 * @param spread weights of the expected size of the error, see {@link HourInputs#spread}
 * @param leastSpread that the spread counts as at least
 * @param factor half of the interval is so many spreads
 * @param proofs how it did on patients whom nothing behind it had seen, one for each recording
 */
public record HourForecast(
    String vital,
    List<Double> centre,
    List<Double> spread,
    @JsonProperty("least_spread") double leastSpread,
    double factor,
    List<HourProof> proofs) {
  /** Share of what comes that is to lie in the interval. */
  public static final double LEVEL = 0.8;

  /**
   * What it says.
   *
   * @param value in the canonical unit
   */
  public record Said(double value, double low, double high) {}

  public HourForecast {
    requireNonNull(vital, "vital is null");
    centre = List.copyOf(centre);
    spread = List.copyOf(spread);
    proofs = List.copyOf(proofs);
    if (centre.size() != HourInputs.CENTRE_TERMS || spread.size() != HourInputs.SPREAD_TERMS) {
      throw new IllegalArgumentException(
          "the forecast of %s has %d and %d weights, expected %d and %d"
              .formatted(
                  vital,
                  centre.size(),
                  spread.size(),
                  HourInputs.CENTRE_TERMS,
                  HourInputs.SPREAD_TERMS));
    }
    if (!(leastSpread > 0 && factor > 0)) {
      throw new IllegalArgumentException("the interval of " + vital + " has no width");
    }
  }

  /** Why it isn't to be shown, for people; null where its proof holds. */
  public @Nullable String refusal() {
    if (proofs.isEmpty()) {
      return "nothing shows how good it is";
    }
    return proofs.stream()
        .map(HourProof::refusal)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** The same with its proofs. */
  public HourForecast with(List<HourProof> found) {
    return new HourForecast(vital, centre, spread, leastSpread, factor, found);
  }

  /** What it says; a value that can't be isn't expected. */
  public Said at(HourInputs inputs) {
    VitalSign sign = VitalSigns.catalogue().get(vital);
    double value = inputs.last() + product(centre, inputs.centre());
    double half = halfWidth(inputs);
    return new Said(
        possible(sign, value), possible(sign, value - half), possible(sign, value + half));
  }

  /** Half the width of the interval. */
  public double halfWidth(HourInputs inputs) {
    return factor * Math.max(leastSpread, product(spread, inputs.spread()));
  }

  private static double possible(VitalSign sign, double value) {
    return Math.max(sign.low().doubleValue(), Math.min(sign.high().doubleValue(), value));
  }

  private static double product(List<Double> weights, double[] terms) {
    double sum = 0;
    for (int i = 0; i < terms.length; i++) {
      sum += weights.get(i) * terms[i];
    }
    return sum;
  }
}
