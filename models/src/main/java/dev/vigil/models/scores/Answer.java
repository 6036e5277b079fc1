package dev.vigil.models.scores;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Exactly one score for a vector, whatever a model does.
 *
 * @param score its own, or one that says that it failed
 * @param isOwn whether the score is the model's own
 * @param cause what it threw, if it threw
 */
public record Answer(Score score, boolean isOwn, @Nullable Throwable cause) {
  public Answer {
    requireNonNull(score, "score is null");
  }

  /**
   * Asks a model. A fault of it is its own and stops nobody else: also a native library that is
   * missing, or a recursion too deep.
   *
   * @throws OutOfMemoryError and other errors of the machine itself, which are nobody's fault
   */
  public static Answer of(Model model, FeatureVector vector, OutputNumber number) {
    try {
      Score score = model.score(vector, number);
      return isAnswer(score, model, vector, number)
          ? new Answer(score, true, null)
          : new Answer(failed(model, vector, number, "answered-something-else"), false, null);
    } catch (OutOfMemoryError | InternalError | UnknownError e) {
      throw e;
    } catch (Throwable e) { // also an Error of a model: a missing library, a recursion too deep
      String reason = "threw-" + e.getClass().getSimpleName();
      return new Answer(failed(model, vector, number, reason), false, e);
    }
  }

  private static boolean isAnswer(
      @Nullable Score score, Model model, FeatureVector vector, OutputNumber number) {
    return score != null
        && score.patient().equals(vector.patient())
        && score.model().equals(model.name())
        && score.version().equals(model.version())
        && score.vector().equals(number)
        && score.known() == vector.known();
  }

  private static Score failed(
      Model model, FeatureVector vector, OutputNumber number, String reason) {
    return new Score(
        vector.patient(),
        model.name(),
        model.version(),
        number,
        vector.known(),
        Score.Outcome.FAILED,
        null,
        null,
        null,
        new TreeMap<>(),
        List.of(),
        reason);
  }
}
