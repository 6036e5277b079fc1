package dev.vigil.models.evaluation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How forecasts of the next hour did on patients of a recording whom nothing behind them had seen.
 *
 * @param recording for people
 * @param cases forecasts of which it is known what came
 * @param coverage share of what came that lay in the 80 % interval
 * @param error mean absolute error, in the vital sign's unit
 * @param lastError the same of the last value
 * @param gain {@code error} above {@code lastError}, on the same resamples of the patients
 */
public record HourProof(
    String recording,
    int patients,
    int cases,
    Estimate coverage,
    Estimate error,
    @JsonProperty("last_error") Estimate lastError,
    Estimate gain) {
  private static final double LEAST_COVERAGE = 0.75;
  private static final double MOST_COVERAGE = 0.85;

  public HourProof {
    requireNonNull(recording, "recording is null");
    requireNonNull(coverage, "coverage is null");
    requireNonNull(error, "error is null");
    requireNonNull(lastError, "lastError is null");
    requireNonNull(gain, "gain is null");
  }

  /** Why it isn't good enough to be shown, for people; null if it is. */
  public @Nullable String refusal() {
    if (!(coverage.value() >= LEAST_COVERAGE && coverage.value() <= MOST_COVERAGE)) {
      return String.format(
          Locale.ROOT,
          "its 80 %% interval held %.1f %% of what came in %s, expected 75 to 85 %%",
          100 * coverage.value(),
          recording);
    }
    Double most = gain.high();
    if (most == null || !(most < 0)) {
      return "it doesn't beat the last value in " + recording;
    }
    return null;
  }
}
