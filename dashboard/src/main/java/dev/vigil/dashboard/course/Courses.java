package dev.vigil.dashboard.course;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.dashboard.course.HistoryReader.PastScore;
import dev.vigil.dashboard.course.HistoryReader.PastTransition;
import dev.vigil.dashboard.course.HistoryReader.Point;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.VitalSign;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The past as pictures show it, thinned while the store hands it over, so that a month at one
 * reading a second needs no more memory than a day.
 */
public final class Courses {
  /** How far back the last value is looked for, the likely distance first. */
  private static final long[] LOOK_BACK = {3_600, 12 * 3_600, 27 * 3_600};

  private final HistoryReader history;

  public Courses(HistoryReader history) {
    this.history = requireNonNull(history, "history is null");
  }

  /**
   * One vital sign.
   *
   * @param unit UCUM
   * @param gap seconds without a value from which on the line is interrupted
   * @param readings how many there were
   * @param points {@code [second, value]}, value null in a gap
   * @param latest what stood at {@code asOf}, from whenever it was; null where it wasn't asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record VitalCourse(
      String unit, long gap, int readings, ArrayNode points, @Nullable Point latest) {}

  /**
   * One model, by the versions that were live.
   *
   * @param points {@code [second, low, high]}
   * @param latest the last of them; of what was known then, from whenever it was
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ScoreCourse(ArrayNode points, @Nullable PastScore latest) {}

  /**
   * Alerts.
   *
   * @param transitions within the span, oldest first
   * @param open the last transition of each alert that was open at the end of the span
   */
  public record AlertCourse(List<PastTransition> transitions, List<PastTransition> open) {}

  /**
   * The course of a vital sign.
   *
   * @param agreed seconds between two values that the monitoring plan allows; null if it has none
   */
  public VitalCourse vital(String patient, VitalSign vital, Span span, @Nullable Long agreed) {
    Thinning thinning = new Thinning(span.stretchSeconds());
    history.values(
        patient,
        vital.id(),
        span.from(),
        span.to(),
        span.knownBy(),
        (measured, value) -> thinning.add(measured, value, value));
    long gap = agreed == null ? thinning.usualGap() : agreed;
    Long asOf = span.asOf();
    Point latest = asOf == null ? null : latest(patient, vital.id(), asOf);
    return new VitalCourse(
        vital.unit(), gap, thinning.count(), thinning.points(gap, false), latest);
  }

  private @Nullable Point latest(String patient, String vital, long asOf) {
    for (long back : LOOK_BACK) {
      List<Point> found = history.readings(patient, vital, asOf - back, asOf, asOf);
      if (!found.isEmpty()) {
        return found.get(found.size() - 1);
      }
    }
    return null;
  }

  /**
   * The course of a model's scores.
   *
   * @param since before which none is the latest: the admission, unless it is of a later stay
   * @param counts whether a score is one of a version that was live
   */
  public ScoreCourse score(
      String patient, String model, Span span, long since, Predicate<PastScore> counts) {
    Thinning thinning = new Thinning(span.stretchSeconds());
    PastScore latest = null;
    long to = Math.min(span.to(), span.knownBy());
    for (PastScore score : history.scores(patient, model, span.from(), to)) {
      if (counts.test(score)) {
        latest = since > to || score.known() >= since ? score : latest;
        if (score.low() != null && score.high() != null) {
          thinning.add(score.known(), score.low(), score.high());
        }
      }
    }
    if (latest == null && span.asOf() != null) {
      latest = latest(patient, model, to, since > to ? Long.MIN_VALUE : since, counts);
    }
    return new ScoreCourse(thinning.points(thinning.usualGap(), true), latest);
  }

  /** Of who is seen every few hours the score that stood may be older than the span. */
  private @Nullable PastScore latest(
      String patient, String model, long to, long since, Predicate<PastScore> counts) {
    for (long back : LOOK_BACK) {
      long from = Math.max(to - back, since);
      List<PastScore> found =
          history.scores(patient, model, from, to).stream().filter(counts).toList();
      if (!found.isEmpty()) {
        return found.get(found.size() - 1);
      }
    }
    return null;
  }

  /**
   * The course of the alerts.
   *
   * @param since where to begin looking for what was open: the admission, unless it is of a later
   *     stay
   */
  public AlertCourse alerts(String patient, Span span, long since) {
    long to = Math.min(span.to(), span.knownBy());
    long longest = to - Span.LONGEST_SECONDS;
    long first = Math.min(span.from(), since > to ? longest : Math.max(since, longest));
    Map<String, PastTransition> last = new LinkedHashMap<>();
    List<PastTransition> all = history.transitions(patient, first, to);
    all.forEach(transition -> last.put(transition.alert(), transition));
    return new AlertCourse(
        all.stream().filter(transition -> transition.decided() >= span.from()).toList(),
        last.values().stream()
            .filter(transition -> transition.state() != AlertTransition.State.RESOLVED)
            .toList());
  }
}
