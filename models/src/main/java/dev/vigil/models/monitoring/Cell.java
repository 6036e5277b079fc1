package dev.vigil.models.monitoring;

import dev.vigil.schemas.Score;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was counted of one version in a stretch of time. Cells of the same version add up: all is
 * whole numbers, so no order changes a bit. Patients are numbers, the same in all its cells.
 */
final class Cell {
  /** A difference of 1 is so many units. */
  private static final double UNITS = 1e9;

  private final long[][] inputs;
  private final long[] scores;
  private final Map<Score.Outcome, Long> outcomes = new EnumMap<>(Score.Outcome.class);
  private final BitSet patients = new BitSet();
  private final BitSet[] knowing;
  private final BitSet scored = new BitSet();
  private long vectors;
  private long warnings;
  private long pairs;
  private long distance;
  private long sides;

  /** An empty one for the bins of a version. */
  Cell(MonitoredVersion of) {
    inputs = new long[of.inputs().size()][];
    Arrays.setAll(inputs, i -> new long[of.edges(i).size() + 2]);
    scores = new long[of.scoreEdges().size() + 1];
    knowing = new BitSet[inputs.length];
    Arrays.setAll(knowing, i -> new BitSet());
  }

  /**
   * One vector.
   *
   * @param bins bin of each input, -1 where it is unknown
   */
  void vector(int patient, int[] bins) {
    vectors++;
    patients.set(patient);
    for (int i = 0; i < bins.length; i++) {
      if (bins[i] < 0) {
        inputs[i][inputs[i].length - 1]++;
      } else {
        inputs[i][bins[i]]++;
        knowing[i].set(patient);
      }
    }
  }

  /**
   * One score.
   *
   * @param bin of its value; -1 where it has none
   */
  void score(int patient, Score.Outcome outcome, int bin, boolean warns) {
    outcomes.merge(outcome, 1L, Long::sum);
    warnings += warns ? 1 : 0;
    if (bin >= 0) {
      scores[bin]++;
      scored.set(patient);
    }
  }

  /** Two versions on one vector. */
  void pair(double own, double live, boolean sameSide) {
    pairs++;
    distance += Math.round(Math.abs(own - live) * UNITS);
    sides += sameSide ? 0 : 1;
  }

  /** Adds what another cell of the same version has counted. */
  void add(Cell other) {
    for (int i = 0; i < inputs.length; i++) {
      addTo(inputs[i], other.inputs[i]);
      knowing[i].or(other.knowing[i]);
    }
    addTo(scores, other.scores);
    other.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
    patients.or(other.patients);
    scored.or(other.scored);
    vectors += other.vectors;
    warnings += other.warnings;
    pairs += other.pairs;
    distance += other.distance;
    sides += other.sides;
  }

  private static void addTo(long[] sums, long[] more) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += more[i];
    }
  }

  Distribution input(int place, List<Double> edges) {
    long[] counts = inputs[place];
    int unknown = counts.length - 1;
    return new Distribution(
        edges, Arrays.stream(counts, 0, unknown).boxed().toList(), counts[unknown]);
  }

  Distribution scores(List<Double> edges) {
    long known = Arrays.stream(scores).sum();
    return new Distribution(edges, Arrays.stream(scores).boxed().toList(), answers() - known);
  }

  int patients() {
    return patients.cardinality();
  }

  /** Patients of whom an input was known at least once. */
  int patientsKnowing(int place) {
    return knowing[place].cardinality();
  }

  /** Patients of whom it has said a value at least once. */
  int patientsScored() {
    return scored.cardinality();
  }

  long vectors() {
    return vectors;
  }

  /** Scores of whatever outcome. */
  long answers() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  long answers(Score.Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  long warnings() {
    return warnings;
  }

  long pairs() {
    return pairs;
  }

  double meanDistance() {
    return (double) distance / UNITS / (double) Math.max(1, pairs);
  }

  double otherSides() {
    return (double) sides / (double) Math.max(1, pairs);
  }
}
