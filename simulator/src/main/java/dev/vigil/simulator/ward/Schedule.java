package dev.vigil.simulator.ward;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who falls ill when: one patient after the other, for ever. The first has an arrhythmia ten
 * seconds after the start; then about every three minutes the next one has the next scenario,
 * slower in wards so small that a patient's turn would come before they have recovered.
 */
final class Schedule {
  static final List<Scenario> TURNS =
      List.of(
          Scenario.BRADYARRHYTHMIA,
          Scenario.RESPIRATORY_FAILURE,
          Scenario.SENSOR_OFF,
          Scenario.BLEEDING,
          Scenario.SEPSIS);

  private static final int FIRST_ONSET = 10;
  private static final int SPACING = 180;
  private static final int JITTER = 60;
  private static final int REST = 120;

  private final long start;
  private final int spacing;
  private final List<Integer> order;
  private final List<Integer> turnOf;
  private final Noise jitter;

  Schedule(long seed, int patients, long start) {
    this.start = start;
    int longest = TURNS.stream().mapToInt(Scenario::lengthSeconds).max().orElseThrow();
    spacing = Math.max(SPACING, (longest + REST) / patients + 1);
    order = new ArrayList<>(IntStream.range(0, patients).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    List<Integer> turns = new ArrayList<>(Collections.nCopies(patients, 0));
    for (int turn = 0; turn < patients; turn++) {
      turns.set(order.get(turn), turn);
    }
    turnOf = List.copyOf(turns);
    jitter = Noise.of(seed).child(-1);
  }

  /** What happened to this patient last, or is going on; null if nothing did so far. */
  @Nullable Truth latest(int patient, String id, long second) {
    long slot = slotAt(second);
    int turn = turnOf.get(patient);
    long own = slot - Math.floorMod(slot - turn, order.size());
    if (own < 0) {
      return null;
    }
    Truth truth = truth(own, id);
    return truth.onset() <= second ? truth : previous(own, id);
  }

  private @Nullable Truth previous(long slot, String id) {
    return slot < order.size() ? null : truth(slot - order.size(), id);
  }

  /** All that sets in from {@code from} (inclusive) until {@code until} (exclusive), by onset. */
  List<Truth> between(long from, long until, List<String> ids) {
    List<Truth> found = new ArrayList<>();
    for (long slot = Math.max(0, slotAt(from) - 1); slot <= slotAt(until); slot++) {
      Truth truth = truth(slot, ids.get(order.get((int) (slot % order.size()))));
      if (truth.onset() >= from && truth.onset() < until) {
        found.add(truth);
      }
    }
    return found;
  }

  private long slotAt(long second) {
    return Math.floorDiv(second - start - FIRST_ONSET, spacing);
  }

  private Truth truth(long slot, String id) {
    // One scenario further each time round, so that a patient doesn't always have the same.
    Scenario scenario = TURNS.get((int) ((slot + slot / order.size()) % TURNS.size()));
    long early = slot == 0 ? 0 : (long) (jitter.uniform(slot) * JITTER);
    long onset = start + FIRST_ONSET + slot * spacing + early;
    return new Truth(
        id, scenario, onset, onset + scenario.riseSeconds(), onset + scenario.lengthSeconds());
  }
}
