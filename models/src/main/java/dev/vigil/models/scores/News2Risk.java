package dev.vigil.models.scores;

import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import java.util.Locale;
import java.util.Optional;

/**
 * Clinical risk by NEWS2. Source: Royal College of Physicians, National Early Warning Score (NEWS)
 * 2, London 2017, chart 2.
 */
public enum News2Risk {
  /** Aggregate 0 to 4. */
  LOW,
  /** Aggregate 0 to 4 with 3 in any single parameter. */
  LOW_MEDIUM,
  /** Aggregate 5 or 6. */
  MEDIUM,
  /** Aggregate 7 or more. */
  HIGH;

  private static final int MEDIUM_FROM = 5;
  private static final int HIGH_FROM = 7;
  private static final int SINGLE = 3;

  /** {@code low}, {@code low-medium}, {@code medium} or {@code high}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** From the aggregate and the highest single sub-score. */
  public static News2Risk of(int aggregate, int highestSubScore) {
    if (aggregate >= HIGH_FROM) {
      return HIGH;
    }
    if (aggregate >= MEDIUM_FROM) {
      return MEDIUM;
    }
    return highestSubScore >= SINGLE ? LOW_MEDIUM : LOW;
  }

  /**
   * The risk that a NEWS2 score is certain of: of a range, that of its low end. Empty where the
   * score does not apply or failed.
   */
  public static Optional<News2Risk> of(Score score) {
    Double aggregate = score.outcome() == Outcome.RANGE ? score.low() : score.value();
    if (aggregate == null) {
      return Optional.empty();
    }
    double highest = score.contributions().values().stream().mapToDouble(v -> v).max().orElse(0);
    return Optional.of(of(aggregate.intValue(), (int) highest));
  }
}
