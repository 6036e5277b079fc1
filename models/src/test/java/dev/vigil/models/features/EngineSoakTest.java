package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Readings;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;

/**
 * As many schedules as fit into {@code VIGIL_SOAK_MINUTES} (10 by default), other ones each time:
 * {@code ./vigil test --soak}. A failure names its seed, which then goes into {@code
 * VIGIL_SOAK_SEED}.
 */
@Tag("soak")
class EngineSoakTest {
  private static final int EACH_ROUND = 10;

  @Example
  void engine_underAnyNumberOfSchedules_equalsTheReference() {
    // given
    long seed = Long.parseLong(variable("VIGIL_SOAK_SEED", "" + new Random().nextLong()));
    long minutes = Long.parseLong(variable("VIGIL_SOAK_MINUTES", "10"));
    long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    Iterator<List<Readings>> schedules =
        Schedules.stream(Happening.disorder(), Happening::arrivals, seed).iterator();
    Iterator<List<Readings>> hours =
        Schedules.stream(Happening.hours(), Happening::arrivals, seed).iterator();
    Iterator<List<Readings>> rounds = Schedules.stream(Row.rounds(), Row::records, seed).iterator();

    // when
    long tried = 0;
    String difference = "";
    while (difference.isEmpty() && System.nanoTime() < end) {
      boolean round = tried++ % EACH_ROUND == 0;
      difference =
          round
              ? new PatientTrial().apply(rounds.next())
              : new VitalTrial().apply(tried % 2 == 0 ? schedules.next() : hours.next());
    }

    // then
    System.out.println(tried + " schedules of seed " + seed);
    assertThat(difference).as("schedule %d of VIGIL_SOAK_SEED=%d", tried, seed).isEmpty();
  }

  private static String variable(String name, String otherwise) {
    return Objects.requireNonNullElse(System.getenv(name), otherwise);
  }
}
