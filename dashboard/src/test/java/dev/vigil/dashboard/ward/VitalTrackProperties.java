package dev.vigil.dashboard.ward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against the same said in one sentence each, with maps, of all readings that ever came. */
class VitalTrackProperties {
  private static final VitalSign HEART_RATE = VitalSigns.catalogue().get("heart-rate");
  private static final long BEGIN = 1_700_000_000;
  private static final Comparator<Reading> BY_IDENTITY =
      Comparator.comparingLong(Reading::measured).thenComparing(Reading::sensor);

  @Property(tries = 300)
  void picture_ofReadingsInAnyOrder_isTheSame(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int count) {
    // given: some seconds hold several sensors, some identities several versions
    Random random = new Random(seed);
    int span = 1 + random.nextInt(1_500);
    List<Reading> readings = new ArrayList<>();
    Map<String, Integer> versions = new HashMap<>();
    for (int i = 0; i < count; i++) {
      long measured = BEGIN + random.nextInt(span);
      String sensor = "s" + random.nextInt(2);
      int version = versions.merge(measured + sensor, 1, Integer::sum);
      readings.add(reading(measured, sensor, version, random));
    }
    Collections.shuffle(readings, random);

    // when
    VitalTrack track = new VitalTrack(HEART_RATE);
    for (Reading reading : readings) {
      track.add(reading, reading.measured() + 1);
      if (random.nextInt(8) == 0) {
        track.add(reading, reading.measured() + 1);
      }
    }

    // then
    assertThat(track.view(true)).isEqualTo(expected(readings));
  }

  private static Reading reading(long measured, String sensor, int version, Random random) {
    Reading.Status status =
        random.nextInt(5) == 0
            ? Reading.Status.WITHDRAWN
            : version == 1 ? Reading.Status.FINAL : Reading.Status.CORRECTED;
    long value = status == Reading.Status.WITHDRAWN ? 0 : 40 + random.nextInt(100);
    return new Reading("heart-rate", sensor, measured, value, status, version, null);
  }

  private static VitalView expected(List<Reading> readings) {
    TreeMap<Reading, Reading> standing = new TreeMap<>(BY_IDENTITY);
    readings.forEach(
        each ->
            standing.merge(each, each, (one, two) -> one.version() > two.version() ? one : two));
    TreeMap<Long, Reading> lastOfStretch = new TreeMap<>();
    standing.values().forEach(each -> lastOfStretch.put(each.measured() / 10, each));
    List<List<Number>> trail =
        lastOfStretch.descendingMap().values().stream()
            .limit(VitalTrack.POINTS)
            .sorted(BY_IDENTITY)
            .filter(each -> each.status() != Reading.Status.WITHDRAWN)
            .map(each -> List.<Number>of(each.measured(), HEART_RATE.toDecimal(each.value())))
            .toList();
    return standing.descendingMap().values().stream()
        .limit(VitalTrack.IDENTITIES)
        .filter(each -> each.status() != Reading.Status.WITHDRAWN)
        .findFirst()
        .map(
            each ->
                new VitalView(
                    HEART_RATE.toDecimal(each.value()),
                    each.measured(),
                    each.measured() + 1,
                    each.sensor(),
                    trail))
        .orElse(new VitalView(null, null, null, null, trail));
  }
}
