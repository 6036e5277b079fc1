package dev.vigil.models.scores;

import dev.vigil.models.scores.Chart.Points;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A clinical score for adults that adds up points. An input that is unknown or older than it may be
 * is named in {@link Score#missing} and the outcome is the range of what the score can be.
 * Contributions are the sub-scores that are certain, by the feature that gave them.
 */
abstract class PointScore extends NamedModel {
  /**
   * A score.
   *
   * @param vitals ids of the vital signs that it looks at
   * @param others features that it looks at besides them
   */
  PointScore(String name, String version, Stream<String> vitals, List<String> others) {
    super(name, version, Adults.features(vitals, others));
  }

  /** Enters all sub-scores. */
  abstract void fill(Sheet sheet);

  @Override
  public final Score score(FeatureVector vector, OutputNumber number) {
    Sheet sheet = new Sheet(vector);
    String reason = Adults.notApplicable(vector);
    if (reason != null) {
      return score(sheet, number, Outcome.NOT_APPLICABLE, reason);
    }
    fill(sheet);
    boolean known = sheet.missing().isEmpty();
    return score(sheet, number, known ? Outcome.SCORE : Outcome.RANGE, null);
  }

  private Score score(Sheet sheet, OutputNumber number, Outcome outcome, @Nullable String reason) {
    Points total = sheet.total();
    boolean range = outcome == Outcome.RANGE;
    return new Score(
            sheet.vector().patient(),
            name(),
            version(),
            number,
            sheet.vector().known(),
            outcome,
            outcome == Outcome.SCORE ? (Double) (double) total.low() : null,
            range ? (Double) (double) total.low() : null,
            range ? (Double) (double) total.high() : null,
            new TreeMap<>(sheet.certain()),
            List.copyOf(sheet.missing()),
            reason)
        .withStale(List.copyOf(sheet.stale()));
  }
}
