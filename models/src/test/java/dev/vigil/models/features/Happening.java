package dev.vigil.models.features;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Reading.Status;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
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
 * @param value 0 to 4, or 5 and 6 for the ends of the plausible range
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
  /** Begins a quarter of an hour: what lies on the edge of a cell should happen often. */
  static final long START = 1_700_000_100L;

  /**
   * Disorder of all kinds: bursts at 1 Hz, hours of silence, late, future, repeated, corrected, and
   * clocks that are minutes slow.
   */
  static Arbitrary<List<Happening>> disorder() {
    Arbitrary<Integer> gaps =
        Arbitraries.frequencyOf(
            entry(60, Arbitraries.integers().between(0, 2)),
            entry(25, Arbitraries.integers().between(0, 90)),
            entry(5, Arbitraries.of(60, 300, 900)),
            entry(10, Arbitraries.integers().between(0, 40_000)),
            entry(1, Arbitraries.of(86_400, 200_000, 8 * 86_400, 9 * 86_400)));
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
            Status.FINAL, Status.FINAL, Status.FINAL, Status.CORRECTED, Status.WITHDRAWN),
        Arbitraries.of(0, 0, 400));
  }

  /**
   * Originals only, and in time.
   *
   * @param longestGap longest silence in seconds
   */
  static Arbitrary<List<Happening>> originals(int longestGap) {
    return happenings(
        Arbitraries.frequencyOf(
            entry(5, Arbitraries.integers().between(0, 2)),
            entry(1, Arbitraries.integers().between(0, longestGap))),
        Arbitraries.just(0),
        Arbitraries.just(-1),
        Arbitraries.just(Status.FINAL),
        Arbitraries.just(0));
  }

  private static Tuple2<Integer, Arbitrary<? extends Integer>> entry(
      int frequency, Arbitrary<Integer> arbitrary) {
    return Tuple.of(frequency, arbitrary);
  }

  private static Arbitrary<List<Happening>> happenings(
      Arbitrary<Integer> gaps,
      Arbitrary<Integer> lags,
      Arbitrary<Integer> repeats,
      Arbitrary<Status> statuses,
      Arbitrary<Integer> slowClocks) {
    Arbitrary<Happening> happening =
        Combinators.combine(
                gaps,
                lags,
                repeats,
                Arbitraries.of(
                    "heart-rate", "heart-rate", "heart-rate", "lactate", "consciousness"),
                Arbitraries.of("mon-1", "mon-1", "mon-2"),
                Arbitraries.frequencyOf(
                    entry(9, Arbitraries.integers().between(0, 4)), entry(1, Arbitraries.of(5, 6))),
                statuses,
                Arbitraries.integers().between(1, 3))
            .as(Happening::new);
    return Combinators.combine(happening.list().ofMinSize(1).ofMaxSize(70), slowClocks)
        .as((list, slow) -> list.stream().map(one -> one.later(slow)).toList());
  }

  private Happening later(int slow) {
    return new Happening(gap, lag + slow, repeat, vital, sensor, value, status, version);
  }

  /** The happenings as records, in the order in which they come in, received at their stamps. */
  static List<Readings> arrivals(List<Happening> happenings) {
    List<Readings> arrivals = new ArrayList<>();
    long stamp = START;
    for (Happening happening : happenings) {
      stamp += happening.gap();
      arrivals.add(new Readings("p1", stamp, "test", List.of(happening.reading(stamp, arrivals))));
    }
    return arrivals;
  }

  private Reading reading(long stamp, List<Readings> earlier) {
    long steps = steps();
    if (repeat < 0 || earlier.isEmpty()) {
      return new Reading(vital, sensor, stamp - lag, steps, status, version, null);
    }
    Reading known = earlier.get(repeat % earlier.size()).readings().get(0);
    long again = repeat % 2 == 0 ? known.value() : steps % 5;
    return new Reading(
        known.vital(), known.sensor(), known.measured(), again, status, version, null);
  }

  private long steps() {
    VitalSign sign = VitalSigns.catalogue().get(vital);
    if (value > 4) {
      return sign.toSteps(value == 5 ? sign.low() : sign.high());
    }
    return vital.equals("heart-rate") ? 395 + 100L * value : value;
  }
}
