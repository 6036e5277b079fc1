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
 * @param offset first part of the vector's number: the log offset
 * @param instant second part, whole seconds since the epoch
 * @param index third part
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
    long offset,
    long instant,
    int index)
    implements HistoryRow {
  public ScoreRow {
    requireNonNull(patient, "patient is null");
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    requireNonNull(outcome, "outcome is null");
  }

  /** The row of a score. */
  public static ScoreRow of(Score score) {
    OutputNumber vector = score.vector();
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
        vector.offset(),
        vector.instant(),
        vector.index());
  }

  /** The number of the vector. */
  public OutputNumber vector() {
    return new OutputNumber(offset, instant, index);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.score(this);
  }
}
