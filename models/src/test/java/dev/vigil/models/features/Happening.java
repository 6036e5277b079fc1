package dev.vigil.models.features;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Reading.Status;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * One generated thing that happens to a patient: after {@code gap} seconds a reading comes in,
 * measured {@code lag} seconds before, or with the identity of an earlier one.
 *
 * @param repeat index of an earlier happening whose identity comes again; negative for a new one
 */
record Happening(
    int gap,
    int lag,
    int repeat,
    String vital,
    String sensor,
    int value,
    Status status,
    int version) {
  static final long START = 1_700_000_123L;

  /** A reading at its stamp. */
  record Arrival(long stamp, Reading reading) {}

  /** Disorder of all kinds: bursts at 1 Hz, hours of silence, late, future, repeated, corrected. */
  static Arbitrary<List<Happening>> disorder() {
    Arbitrary<Integer> gaps =
        Arbitraries.frequencyOf(
            entry(6, Arbitraries.integers().between(0, 2)),
            entry(3, Arbitraries.integers().between(0, 90)),
            entry(1, Arbitraries.integers().between(0, 40_000)));
    Arbitrary<Integer> edges =
        Arbitraries.of(-61, -60, 60, 240, 299, 300, 301, 359, 360, 3_540, 3_600, 86_399, 86_400);
    Arbitrary<Integer> bursts =
        Combinators.combine(
                Arbitraries.of(330, 3_570, 40_000, 86_000), Arbitraries.integers().between(0, 25))
            .as(Integer::sum);
    Arbitrary<Integer> lags =
        Arbitraries.frequencyOf(
            entry(4, Arbitraries.integers().between(0, 3)),
            entry(3, bursts),
            entry(2, edges),
            entry(1, Arbitraries.integers().between(-65, 86_500)));
    Arbitrary<Integer> repeats =
        Arbitraries.frequencyOf(
            entry(7, Arbitraries.just(-1)), entry(3, Arbitraries.integers().between(0, 100)));
    return happenings(
        gaps,
        lags,
        repeats,
        Arbitraries.of(
            Status.FINAL, Status.FINAL, Status.FINAL, Status.CORRECTED, Status.WITHDRAWN));
  }

  /** Originals only, all with identities of their own (see {@link #arrivals}) and in time. */
  static Arbitrary<List<Happening>> originals() {
    return happenings(
        Arbitraries.frequencyOf(
            entry(5, Arbitraries.integers().between(0, 2)),
            entry(1, Arbitraries.integers().between(0, 900))),
        Arbitraries.just(0),
        Arbitraries.just(-1),
        Arbitraries.just(Status.FINAL));
  }

  private static Tuple2<Integer, Arbitrary<? extends Integer>> entry(
      int frequency, Arbitrary<Integer> arbitrary) {
    return Tuple.of(frequency, arbitrary);
  }

  private static Arbitrary<List<Happening>> happenings(
      Arbitrary<Integer> gaps,
      Arbitrary<Integer> lags,
      Arbitrary<Integer> repeats,
      Arbitrary<Status> statuses) {
    return Combinators.combine(
            gaps,
            lags,
            repeats,
            Arbitraries.of("heart-rate", "heart-rate", "heart-rate", "lactate", "consciousness"),
            Arbitraries.of("mon-1", "mon-1", "mon-2"),
            Arbitraries.integers().between(0, 4),
            statuses,
            Arbitraries.integers().between(1, 3))
        .as(Happening::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(90);
  }

  /** The happenings as readings, in the order in which they come in. */
  static List<Arrival> arrivals(List<Happening> happenings) {
    List<Arrival> arrivals = new ArrayList<>();
    long stamp = START;
    for (Happening happening : happenings) {
      stamp += happening.gap();
      arrivals.add(new Arrival(stamp, happening.reading(stamp, arrivals)));
    }
    return arrivals;
  }

  private Reading reading(long stamp, List<Arrival> earlier) {
    int steps = vital.equals("heart-rate") ? 395 + 100 * value : value;
    if (repeat < 0 || earlier.isEmpty()) {
      return new Reading(vital, sensor, stamp - lag, steps, status, version, null);
    }
    Reading known = earlier.get(repeat % earlier.size()).reading();
    int value = repeat % 2 == 0 ? (int) known.value() : steps;
    return new Reading(
        known.vital(), known.sensor(), known.measured(), value % 5_000, status, version, null);
  }
}
