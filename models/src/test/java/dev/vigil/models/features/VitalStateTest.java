package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
    assertThat(parts.all()).containsOnlyKeys("heart-rate");
  }

  @Property(tries = 1_000)
  void difference_ofAnyProducts_isTheExactOneRounded(
      @ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d) {
    BigInteger exact =
        BigInteger.valueOf(a)
            .multiply(BigInteger.valueOf(b))
            .subtract(BigInteger.valueOf(c).multiply(BigInteger.valueOf(d)));

    assertThat(Exact.difference(a, b, c, d)).isEqualTo(exact.doubleValue());
  }

  private static VitalState open(String vital, VitalParts parts) {
    return VitalState.open(vital, FeatureCatalogue.instance().of(vital).scale(), parts);
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
    VitalSign sign = VitalSigns.catalogue().get(vital);
    double middle =
        sign.toSteps(
            sign.low().add(sign.high()).divide(BigDecimal.valueOf(3), 2, RoundingMode.HALF_UP));
    double value = middle * (1 + 0.1 * Math.sin(second / 9_000.0) + 0.01 * noise.nextGaussian());
    return Reading.of(vital, "monitor-12", second, Math.round(value));
  }

  /** Counts the bytes of those parts that are got or put. */
  private static final class MeasuredParts implements VitalParts {
    private final InMemoryVitalParts kept = new InMemoryVitalParts();
    private final Set<String> touched = new HashSet<>();

    @Override
    public @Nullable VitalPart get(String key) {
      touched.add(key);
      return kept.get(key);
    }

    @Override
    public void put(String key, VitalPart part) {
      touched.add(key);
      kept.put(key, part);
    }

    @Override
    public void remove(String key) {
      kept.remove(key);
    }

    int bytes() {
      return kept.all().values().stream().mapToInt(MeasuredParts::bytes).sum();
    }

    void untouched() {
      touched.clear();
    }

    int touchedBytes() {
      return touched.stream()
          .map(kept::get)
          .filter(Objects::nonNull)
          .mapToInt(MeasuredParts::bytes)
          .sum();
    }

    private static int bytes(VitalPart part) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        VitalPartCodec.INSTANCE.write(part, new DataOutputStream(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.size();
    }
  }
}
