package dev.vigil.models.evaluation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A metric of a contestant.
 *
 * @param estimate of the metric
 * @param aboveFirst by how much it is above the first contestant's, on the same resamples; null of
 *     the first, and where the first has no such number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Measure(
    @JsonUnwrapped Estimate estimate, @JsonProperty("above_first") @Nullable Estimate aboveFirst) {
  public Measure {
    requireNonNull(estimate, "estimate is null");
  }
}
