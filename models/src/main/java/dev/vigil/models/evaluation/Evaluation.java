package dev.vigil.models.evaluation;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares models on the same stays: on all rows, on those of early hours, without the patients who
 * are labelled at once, and in each group. The same stays and settings give the same report.
 */
public final class Evaluation {
  private final Cohort cohort;
  private final List<Contestant> contestants;
  private final EvaluationSettings settings;
  private final Resampling resampling;
  private final ObjLongConsumer<String> progress;

  private Evaluation(
      Cohort cohort,
      List<Contestant> contestants,
      EvaluationSettings settings,
      ObjLongConsumer<String> progress) {
    this.cohort = cohort;
    this.contestants = contestants;
    this.settings = settings;
    this.resampling = new Resampling(settings, cohort.size());
    this.progress = progress;
  }

  /**
   * Evaluates.
   *
   * @param stays whose truth is known, at least one
   * @param contestants at least one; differences are to the first
   * @param progress hears what goes on, for people, and how much of it is done
   * @throws IllegalArgumentException if a contestant has not one probability for each row
   */
  public static EvaluationReport of(
      List<LabelledStay> stays,
      List<Contestant> contestants,
      EvaluationSettings settings,
      ObjLongConsumer<String> progress) {
    requireNonNull(settings, "settings is null");
    requireNonNull(progress, "progress is null");
    if (stays.isEmpty() || contestants.isEmpty()) {
      throw new IllegalArgumentException(
          "an evaluation of "
              + contestants.size()
              + " models on "
              + stays.size()
              + " stays, expected at least one of each");
    }
    return new Evaluation(new Cohort(stays), contestants, settings, progress).report();
  }

  private EvaluationReport report() {
    List<Entrant> entrants =
        contestants.parallelStream()
            .map(contestant -> Entrant.of(cohort, contestant, settings.alertBudgets()))
            .toList();
    List<SliceReport> slices = new ArrayList<>();
    for (Slice slice : Slice.of(cohort, settings.earlyHours())) {
      slices.add(report(slice, entrants));
      progress.accept("slices evaluated", slices.size());
    }
    return new EvaluationReport(settings, slices);
  }

  private SliceReport report(Slice slice, List<Entrant> entrants) {
    BitSet patients = new BitSet(cohort.size());
    int rows = 0;
    int positives = 0;
    for (int row = 0; row < cohort.rows(); row++) {
      if (slice.rows()[row]) {
        patients.set(cohort.patients()[row]);
        rows++;
        positives += cohort.labels()[row] ? 1 : 0;
      }
    }
    String notEvaluated = whyNot(rows, positives);
    return new SliceReport(
        slice.name(),
        slice.group(),
        patients.cardinality(),
        rows,
        positives,
        events(slice),
        notEvaluated,
        notEvaluated == null ? contestants(slice, entrants) : List.of());
  }

  private static @Nullable String whyNot(int rows, int positives) {
    if (rows == 0) {
      return "no row is in it";
    }
    if (positives == 0) {
      return "none of its rows has the event";
    }
    return positives == rows ? "all of its rows have the event" : null;
  }

  /** Patients of whom an alert could be right. */
  private int events(Slice slice) {
    double[] never = new double[cohort.rows()];
    return AlertStatistic.of(cohort, slice, never, Double.POSITIVE_INFINITY).events();
  }

  private List<ContestantReport> contestants(Slice slice, List<Entrant> entrants) {
    List<Contest> contests =
        entrants.parallelStream()
            .map(entrant -> Contest.of(cohort, slice, entrant, resampling))
            .toList();
    Contest first = contests.get(0);
    return contests.stream()
        .map(one -> one.report(one == first ? null : first, settings.alertBudgets()))
        .toList();
  }
}
