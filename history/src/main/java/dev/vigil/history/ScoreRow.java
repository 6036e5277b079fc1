package dev.vigil.history;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import org.jspecify.annotations.Nullable;

/**
 * What one model version said of one vector. Its key is (patient, model, version, known, number).
 *
 * @param patient pseudonymous id
 * @param model name of the model
 * @param version version of the model
 * @param known the vector's instant, whole seconds since the epoch
 * @param outcome which of the following fields are there
 * @param value with outcome SCORE
 * @param low with outcome RANGE
 * @param high with outcome RANGE
 * @param reason why it does not apply or failed: a code
 * @param vector number of the vector
 */
public record ScoreRow(
    String patient,
    String model,
    String version,
    long known,
    Score.Outcome outcome,
    @Nullable Double value,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable String reason,
    OutputNumber vector)
    implements HistoryRow {
  public ScoreRow {
    requireNonNull(patient, "patient is null");
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(vector, "vector is null");
  }

  /** The row of a score. */
  public static ScoreRow of(Score score) {
    return new ScoreRow(
        score.patient(),
        score.model(),
        score.version(),
        score.known(),
        score.outcome(),
        score.value(),
        score.low(),
        score.high(),
        score.reason(),
        score.vector());
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.score(this);
  }
}
