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
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * One generated thing that happens to a patient: after {@code gap} seconds a reading comes in,
 * measured {@code lag} seconds before, or with the identity of an earlier one.
 *
 * @param value 0 to 4, or 5 and 6 for the ends of the plausible range
 * @param repeat index of an earlier happening whose identity comes again; from {@link #NEWEST} on
 *     counted back from the newest; negative for a new one
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

  private static final int NEWEST = 1_000;
  private static final Arbitrary<String> MOSTLY_ONE =
      Arbitraries.of("heart-rate", "heart-rate", "heart-rate", "heart-rate", "lactate");

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
    Arbitrary<Status> statuses =
        Arbitraries.of(
            Status.FINAL, Status.FINAL, Status.FINAL, Status.CORRECTED, Status.WITHDRAWN);
    return Combinators.combine(happenings(gaps, lags, repeats, statuses), Arbitraries.of(0, 0, 400))
        .as((list, slow) -> list.stream().map(one -> one.later(slow)).toList());
  }

  /**
   * Hours of readings minutes apart, of which no minute is settled unless late ones come into it:
   * so many that blocks hold them, and silences after which their latest is in a block. Many come
   * late, again, corrected or taken back, the newest above all.
   */
  static Arbitrary<List<Happening>> hours() {
    Arbitrary<Integer> gaps =
        Arbitraries.frequencyOf(
            entry(30, Arbitraries.integers().between(50, 400)),
            entry(6, Arbitraries.integers().between(0, 20)),
            entry(4, Arbitraries.of(7_200, 7_500, 14_400)),
            entry(1, Arbitraries.of(30_000, 78_000, 86_400)));
    Arbitrary<Integer> lags =
        Arbitraries.frequencyOf(
            entry(6, Arbitraries.just(0)),
            entry(3, Arbitraries.integers().between(0, 20_000)),
            entry(1, Arbitraries.integers().between(0, 86_500)));
    Arbitrary<Integer> repeats =
        Arbitraries.frequencyOf(
            entry(6, Arbitraries.just(-1)),
            entry(2, Arbitraries.integers().between(0, 100)),
            entry(3, Arbitraries.integers().between(NEWEST, NEWEST + 12)));
    Arbitrary<Status> statuses =
        Arbitraries.of(
            Status.FINAL, Status.FINAL, Status.CORRECTED, Status.WITHDRAWN, Status.WITHDRAWN);
    return hours(happening(gaps, lags, repeats, MOSTLY_ONE, statuses));
  }

  /** Originals only, in time, minutes apart, with a silence now and then. */
  static Arbitrary<List<Happening>> originalsOfHours() {
    Arbitrary<Integer> gaps =
        Arbitraries.frequencyOf(
            entry(12, Arbitraries.integers().between(30, 900)),
            entry(2, Arbitraries.integers().between(0, 60)),
            entry(1, Arbitraries.integers().between(0, 20_000)));
    Arbitrary<Integer> none = Arbitraries.just(0);
    Arbitrary<Status> original = Arbitraries.just(Status.FINAL);
    return hours(happening(gaps, none, Arbitraries.just(-1), MOSTLY_ONE, original));
  }

  /** Without jqwik's liking for short lists: those aren't hours. */
  private static Arbitrary<List<Happening>> hours(Arbitrary<Happening> happening) {
    return happening
        .list()
        .ofMinSize(10)
        .ofMaxSize(70)
        .withSizeDistribution(RandomDistribution.uniform());
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
    Arbitrary<String> vitals =
        Arbitraries.of("heart-rate", "heart-rate", "heart-rate", "lactate", "consciousness");
    return happening(gaps, lags, repeats, vitals, statuses).list().ofMinSize(1).ofMaxSize(70);
  }

  private static Arbitrary<Happening> happening(
      Arbitrary<Integer> gaps,
      Arbitrary<Integer> lags,
      Arbitrary<Integer> repeats,
      Arbitrary<String> vitals,
      Arbitrary<Status> statuses) {
    Arbitrary<Integer> values =
        Arbitraries.frequencyOf(
            entry(9, Arbitraries.integers().between(0, 4)), entry(1, Arbitraries.of(5, 6)));
    return Combinators.combine(
            gaps,
            lags,
            repeats,
            vitals,
            Arbitraries.of("mon-1", "mon-1", "mon-2"),
            values,
            statuses,
            Arbitraries.integers().between(1, 3))
        .as(Happening::new);
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
    int index = repeat % earlier.size();
    if (repeat >= NEWEST) {
      index = Math.max(0, earlier.size() - 1 - (repeat - NEWEST));
    }
    Reading known = earlier.get(index).readings().get(0);
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
