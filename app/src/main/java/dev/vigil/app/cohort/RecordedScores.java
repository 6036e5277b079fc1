package dev.vigil.app.cohort;

import dev.vigil.models.evaluation.Contestant;
import dev.vigil.models.training.DecisionThreshold;
import dev.vigil.simulator.recordings.RecordedPatient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores that a recording itself gives of its stays, as contestants: what a model has to be better
 * than. They are of the first 24 hours and count as known from then on. Sources: Le Gall et al.: A
 * simplified acute physiology score for ICU patients, Crit Care Med 12:975-977, 1984; Vincent et
 * al.: The SOFA score, Intensive Care Med 22:707-710, 1996.
 */
public final class RecordedScores {
  private static final int KNOWN_FROM_HOUR = 24;

  private static final List<Known> KNOWN = List.of(new Known("saps-i", 56), new Known("sofa", 24));

  /**
   * A score.
   *
   * @param name in recordings
   * @param highest that there is
   */
  private record Known(String name, double highest) {}

  private final List<RecordedPatient> patients = new ArrayList<>();
  private final List<RecordedCourse> courses = new ArrayList<>();

  /** Adds a patient; of the steps nothing is kept. */
  public void add(RecordedPatient patient, RecordedCourse course) {
    patients.add(patient.withoutSteps());
    courses.add(course);
  }

  /** One of each score that any stay has; 0 where a stay has none. */
  public List<Contestant> contestants() {
    return KNOWN.stream()
        .filter(
            score -> patients.stream().anyMatch(each -> each.scores().containsKey(score.name())))
        .map(this::contestant)
        .toList();
  }

  private Contestant contestant(Known score) {
    List<double[]> numbers = new ArrayList<>();
    for (int i = 0; i < courses.size(); i++) {
      Double recorded = patients.get(i).scores().get(score.name());
      double share = recorded == null ? 0 : Math.min(1, recorded / score.highest());
      numbers.add(
          courses
              .get(i)
              .atLabels(
                  IntStream.of(courses.get(i).hours())
                      .mapToDouble(hour -> hour < KNOWN_FROM_HOUR ? 0 : share)
                      .toArray()));
    }
    return new Contestant(score.name() + " (recorded)", threshold(numbers), false, numbers);
  }

  /** The best on the last of these very rows, which favours the score. */
  private double threshold(List<double[]> numbers) {
    int[] stays = IntStream.range(0, courses.size()).filter(this::isLabelled).toArray();
    return DecisionThreshold.balanced(
            IntStream.of(stays).mapToDouble(stay -> last(numbers.get(stay))).toArray(),
            IntStream.of(stays).mapToDouble(stay -> hasEvent(stay) ? 1 : -1).toArray())
        .probability();
  }

  private boolean isLabelled(int stay) {
    return courses.get(stay).labelled().length > 0;
  }

  private boolean hasEvent(int stay) {
    boolean[] labels = courses.get(stay).stay().labels();
    return labels[labels.length - 1];
  }

  private static double last(double[] numbers) {
    return numbers[numbers.length - 1];
  }
}
