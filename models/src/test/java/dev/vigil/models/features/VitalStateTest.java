package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VitalStateTest {
  private static final long T = 1_700_000_100L;
  private static final List<String> EIGHT =
      List.of(
          "heart-rate",
          "spo2",
          "respiratory-rate",
          "body-temperature",
          "systolic-pressure",
          "diastolic-pressure",
          "mean-pressure",
          "etco2");

  @Test
  void state_ofEightVitalSignsAtOneHertz_isAtMost64KilobytesAndStaysSo() {
    // given
    MeasuredParts parts = new MeasuredParts();
    Random noise = new Random(1);

    // when
    int afterADay = 0;
    for (long second = T; second <= T + 200_000; second++) {
      for (String vital : EIGHT) {
        apply(parts, noisy(vital, second, noise), second);
      }
      if (second == T + 100_000) {
        afterADay = parts.bytes();
      }
    }

    // then
    assertThat(afterADay).isLessThan(64 << 10);
    assertThat(parts.bytes()).isLessThan(64 << 10).isBetween(afterADay - 4_000, afterADay + 4_000);
  }

  /** 64 KB, and 4 KB that a reading touches, are for one sensor each; a second one costs more. */
  @Test
  void state_ofTwoSensorsOfEachOfEightVitalSignsAtOneHertz_isBounded() {
    // given
    MeasuredParts parts = new MeasuredParts();
    Random noise = new Random(6);
    int most = 0;

    // when
    for (long second = T; second <= T + 100_000; second++) {
      for (String vital : EIGHT) {
        for (String sensor : List.of("monitor-12", "patch-7")) {
          parts.untouched();
          apply(parts, noisy(vital, sensor, second, noise), second);
          if (second > T + 92_000 && second % 10 == 0) {
            most = Math.max(most, parts.touchedBytes());
          }
        }
      }
    }

    // then: 72.2 KB, and 4.13 KB of them
    assertThat(parts.bytes()).as("state").isLessThan(73_000);
    assertThat(most).as("touched").isBetween(1, 4_200);
  }

  /** Which seconds were measured can't be packed where each third is missing at random. */
  @Test
  void state_ofTwoSensorsWithRandomValuesAndLosses_isStillBounded() {
    // given
    MeasuredParts parts = new MeasuredParts();
    Random random = new Random(4);
    VitalSign sign = VitalSigns.catalogue().get("heart-rate");
    int high = (int) sign.toSteps(sign.high());

    // when
    for (long second = T; second <= T + 100_000; second++) {
      for (String sensor : List.of("monitor-12", "patch-7")) {
        if (random.nextInt(3) > 0) {
          apply(parts, Reading.of("heart-rate", sensor, second, random.nextInt(high + 1)), second);
        }
      }
    }

    // then: 64 KB for each of eight vital signs
    assertThat(parts.bytes()).isLessThan(64 << 10);
  }

  @Test
  void reading_inAFullState_touchesAtMost4Kilobytes() {
    // given
    MeasuredParts parts = new MeasuredParts();
    Random noise = new Random(2);
    for (long second = T; second <= T + 100_000; second++) {
      apply(parts, noisy("heart-rate", second, noise), second);
    }

    // when: in time, late, a day late
    for (int lag : new int[] {0, 30, 7_300, 86_000}) {
      String sensor = "sensor-" + lag;
      for (long second = T + 100_001; second <= T + 100_130; second++) {
        parts.untouched();
        apply(parts, Reading.of("heart-rate", sensor, second - lag, 800), second);

        // then
        assertThat(parts.touchedBytes()).isBetween(1, 4 << 10);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void reading_ofADayAtOneAMinute_touchesAtMost4KilobytesInTimeOrLate(int sensors) {
    // given
    MeasuredParts parts = new MeasuredParts();
    Random noise = new Random(5);
    long end = T + 90_000;
    List<Reading> readings = new ArrayList<>();
    int inTime = 0;
    int late = 0;

    // when
    for (long minute = T; minute < end; minute += 60) {
      for (int sensor = 0; sensor < sensors; sensor++) {
        long second = minute + 20 + noise.nextInt(10);
        Reading reading = noisy("heart-rate", "monitor-" + sensor, second, noise);
        readings.add(reading);
        parts.untouched();
        apply(parts, reading, minute + 30);
        inTime = Math.max(inTime, parts.touchedBytes());
      }
    }
    for (Reading reading : readings.subList(readings.size() - sensors * 1_400, readings.size())) {
      parts.untouched();
      apply(parts, reading.measured() % 5 == 0 ? withdrawn(reading) : corrected(reading), end);
      late = Math.max(late, parts.touchedBytes());
    }

    // then: 1.4 and 1.7 KB with one sensor, 1.9 and 2.5 KB with two
    assertThat(inTime).as("in time").isBetween(1, 4 << 10);
    assertThat(late).as("late").isBetween(1, 4 << 10);
    assertThat(parts.bytes()).isLessThan((64 << 10) / EIGHT.size() * sensors);
  }

  @Test
  void latest_thatMovedToItsBlock_isTheOneBeforeWhenTakenBack() {
    // given: readings 20 minutes apart, of which a day later the first six are retired
    InMemoryVitalParts parts = new InMemoryVitalParts();
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      readings.add(Reading.of("heart-rate", "mon-1", T + i * 1_200L, 700 + i));
      apply(parts, readings.get(i), T + i * 1_200L);
    }
    long later = T + 6_300 + 86_400;
    apply(parts, withdrawn(Reading.of("heart-rate", "mon-1", later, 900)), later);
    assertThat(open("heart-rate", parts).latest()).isEqualTo(new Latest(T + 22_800, "mon-1", 719));

    for (int i = 19; i > 5; i--) {
      // when
      apply(parts, withdrawn(readings.get(i)), later);

      // then
      Latest before = new Latest(T + (i - 1) * 1_200L, "mon-1", 699 + i);
      assertThat(open("heart-rate", parts).latest()).isEqualTo(before);
    }
  }

  @Test
  void state_ofHourlySpotChecksOfEightVitalSigns_isAtMost4Kilobytes() {
    // given
    MeasuredParts parts = new MeasuredParts();
    Random noise = new Random(3);

    // when
    for (long second = T; second <= T + 400_000; second += 3_600) {
      for (String vital : EIGHT) {
        apply(parts, noisy(vital, second, noise), second);
      }
    }

    // then
    assertThat(parts.bytes()).isLessThan(4 << 10);
  }

  @Test
  void latest_ofOneSecond_isThatOfTheLastSensorByName_keptOrSettled() {
    for (String[] sensors : new String[][] {{"mon-1", "mon-2"}, {"mon-2", "mon-1"}}) {
      // given
      VitalState state = open("heart-rate", new InMemoryVitalParts());
      for (String sensor : sensors) {
        state.apply(Reading.of("heart-rate", sensor, T, 700), T + 2);
        state.apply(
            Reading.of("heart-rate", sensor, T + 1, sensor.equals("mon-2") ? 900 : 800), T + 2);
      }
      Latest kept = state.latest();

      // when: the minute is settled by whatever comes six minutes later
      state.apply(Reading.of("heart-rate", "mon-3", T - 100, 700), T + 420);

      // then
      assertThat(kept).isEqualTo(new Latest(T + 1, "mon-2", 900));
      assertThat(state.latest()).isEqualTo(kept);
    }
  }

  @Test
  void duplicates_ofADenseMinuteAlmostADayAgo_areStillKnown() {
    // given: T begins a quarter hour, of which the first 10 s are over a day old
    VitalState state = open("heart-rate", new InMemoryVitalParts());
    long now = T + 86_410;
    state.apply(Reading.of("heart-rate", "mon-1", T + 60, 700), now);
    state.apply(Reading.of("heart-rate", "mon-1", T + 61, 710), now);

    // when
    Judgement again = state.apply(Reading.of("heart-rate", "mon-1", T + 60, 700), now + 1);
    Judgement corrected =
        state.apply(
            new Reading("heart-rate", "mon-1", T + 61, 720, Reading.Status.CORRECTED, 2, null),
            now + 1);

    // then
    assertThat(again).isEqualTo(Judgement.LATE_DUPLICATE);
    assertThat(corrected).isEqualTo(Judgement.CORRECTION_WITHOUT_RAW);
  }

  @Test
  void baseline_ofDaysThatAreAllTooOld_isDropped() {
    // given
    InMemoryVitalParts parts = new InMemoryVitalParts();
    long day = 86_400;
    apply(parts, Reading.of("heart-rate", "mon-1", T, 700), T);
    apply(parts, Reading.of("heart-rate", "mon-1", T + 2 * day, 700), T + 2 * day);
    assertThat(parts.all()).containsKey("heart-rate/baseline");

    // when
    apply(parts, Reading.of("heart-rate", "mon-1", T + 12 * day, 700), T + 12 * day);

    // then
    assertThat(parts.all()).containsOnlyKeys("heart-rate", "heart-rate/stay");
  }

  private static VitalState open(String vital, VitalParts parts) {
    return VitalState.open(vital, FeatureCatalogue.instance().of(vital).scale(), parts);
  }

  private static Reading corrected(Reading reading) {
    return new Reading(
        reading.vital(),
        reading.sensor(),
        reading.measured(),
        reading.value() + 1,
        Reading.Status.CORRECTED,
        2,
        null);
  }

  private static Reading withdrawn(Reading reading) {
    return new Reading(
        reading.vital(),
        reading.sensor(),
        reading.measured(),
        reading.value(),
        Reading.Status.WITHDRAWN,
        2,
        null);
  }

  private static void apply(VitalParts parts, Reading reading, long now) {
    VitalState state = open(reading.vital(), parts);
    assertThat(state.apply(reading, now)).isEqualTo(Judgement.USED);
    state.save();
  }

  /**
   * A value that wanders over the hours and trembles from second to second, as a monitor's does.
   */
  private static Reading noisy(String vital, long second, Random noise) {
    return noisy(vital, "monitor-12", second, noise);
  }

  private static Reading noisy(String vital, String sensor, long second, Random noise) {
    VitalSign sign = VitalSigns.catalogue().get(vital);
    double middle =
        sign.toSteps(
            sign.low().add(sign.high()).divide(BigDecimal.valueOf(3), 2, RoundingMode.HALF_UP));
    double value = middle * (1 + 0.1 * Math.sin(second / 9_000.0) + 0.01 * noise.nextGaussian());
    return Reading.of(vital, sensor, second, Math.round(value));
  }
}
