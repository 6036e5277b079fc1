package dev.vigil.dashboard.course;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Score;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The past of a patient, from the store. All times are whole seconds since the epoch, both ends of
 * a range are in it. May block; an exception says that the store is away.
 */
public interface HistoryReader {
  /** Known by then is everything. */
  long ALL = Long.MAX_VALUE;

  /**
   * One reading.
   *
   * @param measured by the device's clock
   * @param value in the canonical unit
   * @param received from when Vigil knew of it
   */
  record Point(long measured, double value, long received) {}

  /**
   * What a model version said.
   *
   * @param known the instant at which it was said
   * @param outcome whether there are numbers, or why not
   * @param low the score, or the lowest possible one; null where it said nothing
   * @param high the score, or the highest possible one; null where it said nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PastScore(
      long known,
      String version,
      Score.Outcome outcome,
      @Nullable Double low,
      @Nullable Double high) {}

  /** A step in the life of an alert, without its evidence. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PastTransition(
      String alert,
      int sequence,
      String rule,
      AlertTransition.Kind kind,
      AlertTransition.State state,
      Priority priority,
      AlertTransition.Cause cause,
      long measured,
      long decided,
      @Nullable String by,
      String because) {}

  /**
   * The readings that stood when Vigil knew only what it had received up to {@code knownBy}, oldest
   * first.
   *
   * @param vital vital sign id
   * @param from first measured second
   * @param to last measured second
   * @param knownBy {@link #ALL} for those that stand now
   */
  List<Point> readings(String patient, String vital, long from, long to, long knownBy);

  /**
   * Hands over the measured second and the value of each of {@link #readings}: of a range of any
   * length, as a month needs no more memory than a day.
   */
  void values(String patient, String vital, long from, long to, long knownBy, ValueTaker taker);

  /** Takes one value after the other. */
  @FunctionalInterface
  interface ValueTaker {
    /** Takes the next one; seconds don't fall. */
    void take(long measured, double value);
  }

  /** What all versions of a model said from one instant to another, oldest first. */
  List<PastScore> scores(String patient, String model, long from, long to);

  /** The transitions of all alerts from one instant to another, oldest first. */
  List<PastTransition> transitions(String patient, long from, long to);

  /**
   * Of each vector from one instant to another those of these features that the store keeps, oldest
   * first.
   */
  List<SortedMap<String, Double>> vectors(
      String patient, Collection<String> names, long from, long to);
}
