package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.evaluation.AlertComparison;
import dev.vigil.models.evaluation.AlertCourse;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.evaluation.LabelledStay;
import dev.vigil.models.evaluation.Metric;
import dev.vigil.schemas.BacktestProof.Agreement;
import dev.vigil.schemas.BacktestProof.Figure;
import dev.vigil.schemas.BacktestProof.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.jspecify.annotations.Nullable;

/** Both courses of every patient, by id, whatever the order in which they were added. */
final class Stays {
  private final SortedMap<String, Stay> stays = new TreeMap<>();

  /**
   * One patient.
   *
   * @param every all hours, without labels
   * @param known the hours that have a label
   * @param labelled places of these among all hours
   * @param hours what each hour is called
   */
  record Stay(
      LabelledStay every,
      LabelledStay known,
      int[] labelled,
      List<String> hours,
      AlertCourse candidate,
      AlertCourse live) {
    Stay {
      hours = List.copyOf(hours);
    }
  }

  void add(Stay stay) {
    if (stays.put(stay.every().patient(), stay) != null) {
      throw new IllegalArgumentException("patient " + stay.every().patient() + " came twice");
    }
  }

  int patients() {
    return stays.size();
  }

  long hours() {
    return stays.values().stream().mapToLong(stay -> stay.hours().size()).sum();
  }

  /** The figures of a comparison, without those of the scores' outcomes. */
  record Compared(Agreement agreement, SortedMap<String, Figure> figures, int events) {}

  Compared compare(EvaluationSettings settings) {
    List<LabelledStay> every = stays.values().stream().map(Stay::every).toList();
    AlertComparison all =
        new AlertComparison(every, courses(Stay::candidate), courses(Stay::live), settings);
    AlertComparison known =
        new AlertComparison(
            stays.values().stream().map(Stay::known).toList(),
            courses(stay -> stay.candidate().at(stay.labelled())),
            courses(stay -> stay.live().at(stay.labelled())),
            settings);
    int events = known.events();
    SortedMap<String, Figure> figures = events > 0 ? known.worth() : new TreeMap<>();
    @Nullable Figure alerts = all.alertsPerDay();
    if (alerts != null) {
      figures.put(Metric.ALERTS_PER_DAY.key(), alerts);
    }
    return new Compared(agreement(all.hours(), all.kappa()), figures, events);
  }

  private interface Which {
    AlertCourse of(Stay stay);
  }

  private List<AlertCourse> courses(Which which) {
    return stays.values().stream().map(which::of).toList();
  }

  private Agreement agreement(long[] hours, @Nullable Interval kappa) {
    return new Agreement(hours[0], hours[1], hours[2], hours[3], kappa, rankCorrelation());
  }

  private @Nullable Double rankCorrelation() {
    double[] candidate = scores(courses(Stay::candidate));
    double[] live = scores(courses(Stay::live));
    if (candidate.length < 2) {
      return null;
    }
    double correlation = new SpearmansCorrelation().correlation(candidate, live);
    return Double.isFinite(correlation) ? (Double) correlation : null;
  }

  private static double[] scores(Collection<AlertCourse> courses) {
    return courses.stream().flatMapToDouble(course -> DoubleStream.of(course.scores())).toArray();
  }

  /** By patient and hour. */
  List<Difference> differences() {
    List<Difference> differences = new ArrayList<>();
    stays.forEach(
        (patient, stay) ->
            IntStream.range(0, stay.hours().size())
                .filter(row -> stay.candidate().open()[row] != stay.live().open()[row])
                .forEach(row -> differences.add(difference(requireNonNull(patient), stay, row))));
    return differences;
  }

  private static Difference difference(String patient, Stay stay, int row) {
    return new Difference(
        patient,
        stay.hours().get(row),
        stay.candidate().open()[row] ? "candidate" : "live",
        stay.candidate().scores()[row],
        stay.live().scores()[row]);
  }
}
