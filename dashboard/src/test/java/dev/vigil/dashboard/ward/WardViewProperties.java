package dev.vigil.dashboard.ward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.Tick;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WardViewProperties {
  private static final long NOW = 1_772_000_000L;

  @Property(tries = 300)
  void anyOrderOfReadings_givesTheSamePicture(
      @ForAll("readings") List<Reading> readings, @ForAll long seed) {
    List<Reading> shuffled = new ArrayList<>(readings);
    Collections.shuffle(shuffled, new Random(seed));

    VitalView inOrder = view(readings);
    VitalView outOfOrder = view(shuffled);

    assertThat(outOfOrder).isEqualTo(inOrder);
  }

  @Property(tries = 300)
  void latest_isTheNewestOfWhatStands(@ForAll("readings") List<Reading> readings) {
    Reading expected = slowLatest(readings);

    VitalView view = view(readings);

    if (expected == null) {
      assertThat(view.value()).isNull();
    } else {
      assertThat(view.measured()).isEqualTo(expected.measured());
      assertThat(view.sensor()).isEqualTo(expected.sensor());
      assertThat(view.value()).isEqualTo(BigDecimal.valueOf(expected.value(), 1));
    }
  }

  /** The same asked plainly: highest version of each identity, the newest of those that stand. */
  private static Reading slowLatest(List<Reading> readings) {
    return readings.stream()
        .collect(Collectors.groupingBy(r -> r.measured() + r.sensor()))
        .values()
        .stream()
        .map(same -> Collections.max(same, Comparator.comparingInt(Reading::version)))
        .filter(reading -> reading.status() != Reading.Status.WITHDRAWN)
        .max(Comparator.comparingLong(Reading::measured).thenComparing(Reading::sensor))
        .orElse(null);
  }

  /** Few identities, so that versions of one meet; a version of an identity has one value. */
  @Provide
  Arbitrary<List<Reading>> readings() {
    Arbitrary<Reading> reading =
        Combinators.combine(
                Arbitraries.longs().between(NOW - 40, NOW),
                Arbitraries.of("mon-1", "wrist-2"),
                Arbitraries.integers().between(1, 3),
                Arbitraries.of(Reading.Status.CORRECTED, Reading.Status.WITHDRAWN))
            .as(
                (measured, sensor, version, later) -> {
                  // Below the depth that is kept: 8 seconds x 2 sensors.
                  long at = NOW - (measured % 8) * 5;
                  Reading.Status status =
                      version == 1 ? Reading.Status.FINAL : version == 2 ? later : statusOf(at);
                  long value = 600 + (at % 97) * 7 + version * 13 + sensor.length();
                  return new Reading(
                      "heart-rate",
                      sensor,
                      at,
                      value,
                      fixed(at, sensor, version, status),
                      version,
                      null);
                });
    return reading.list().ofMinSize(1).ofMaxSize(60);
  }

  private static Reading.Status statusOf(long at) {
    return at % 2 == 0 ? Reading.Status.CORRECTED : Reading.Status.WITHDRAWN;
  }

  private static Reading.Status fixed(long at, String sensor, int version, Reading.Status status) {
    return version == 2
        ? (at + sensor.length()) % 3 == 0 ? Reading.Status.WITHDRAWN : Reading.Status.CORRECTED
        : status;
  }

  private static VitalView view(List<Reading> readings) {
    WardView ward = new WardView();
    ward.apply(new Tick(NOW, "test"));
    ward.apply(new ContextChange(WardViewTest.context("p1", 1, PatientContext.Status.ADMITTED)));
    for (Reading reading : readings) {
      ward.apply(new Readings("p1", NOW, "http", List.of(reading)));
    }
    return ward.find("p1").vitals().get("heart-rate");
  }
}
