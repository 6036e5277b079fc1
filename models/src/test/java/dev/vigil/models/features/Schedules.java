package dev.vigil.models.features;

import dev.vigil.schemas.Readings;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;

/** Generated schedules outside a property: the same seed gives the same ones. */
final class Schedules {
  private static final int SIZE = 1_000;

  private Schedules() {}

  static List<List<Readings>> ofHappenings(long seed, int count) {
    return stream(Happening.disorder(), Happening::arrivals, seed).limit(count).toList();
  }

  static List<List<Readings>> ofHours(long seed, int count) {
    return stream(Happening.hours(), Happening::arrivals, seed).limit(count).toList();
  }

  static List<List<Readings>> ofRows(long seed, int count) {
    return stream(Row.rounds(), Row::records, seed).limit(count).toList();
  }

  static <T> Stream<List<Readings>> stream(
      Arbitrary<T> arbitrary, Function<T, List<Readings>> schedule, long seed) {
    Random random = new Random(seed);
    var generator = arbitrary.generator(SIZE);
    return Stream.generate(() -> schedule.apply(generator.next(random).value()));
  }
}
