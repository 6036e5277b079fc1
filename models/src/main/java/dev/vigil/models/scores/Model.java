package dev.vigil.models.scores;

import dev.vigil.schemas.Explanation;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Something that scores feature vectors: a clinical score or a trained model. Pure and thread-safe:
 * the same vector always gets the same score.
 */
public interface Model {
  /** Name, such as {@code news2}. */
  String name();

  /** Version of the model; with the name it is what the ledger knows. */
  String version();

  /** Names of all features it looks at; nothing else needs to be in a vector. */
  SortedSet<String> features();

  /**
   * Scores one vector. Unknown or stale inputs are named, never taken for normal.
   *
   * @param number of the vector
   */
  Score score(FeatureVector vector, OutputNumber number);

  /** Whether a score of it warns: a trained model from its threshold of decisions on. */
  default boolean isWarning(Score score) {
    return false;
  }

  /**
   * Why it says what it says of a vector, which costs many times the score itself: for one that
   * begins to warn. Null of a model whose contributions say all.
   */
  default @Nullable Explanation explain(FeatureVector vector) {
    return null;
  }
}
