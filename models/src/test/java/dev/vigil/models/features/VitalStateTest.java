package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Reading;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VitalStateTest {
  private static final long T = 1_700_000_100L;

  @Test
  void state_afterTwoDaysAtOneHertz_isAsLargeAsAfterOne() throws IOException {
    // given
    VitalState state = new VitalState();

    // when
    feed(state, T, T + 90_000, 1);
    int afterOneDay = size(state);
    feed(state, T + 90_001, T + 180_000, 1);
    int afterTwoDays = size(state);

    // then
    assertThat(afterTwoDays).isBetween(afterOneDay - 500, afterOneDay + 500).isLessThan(10_000);
  }

  @Test
  void state_ofHourlySpotChecks_isSmall() throws IOException {
    // given
    VitalState state = new VitalState();

    // when
    feed(state, T, T + 180_000, 3_600);

    // then
    assertThat(size(state)).isLessThan(900);
  }

  @Test
  void latest_ofOneSecond_isThatOfTheLastSensorByName_keptOrSettled() {
    for (String[] sensors : new String[][] {{"mon-1", "mon-2"}, {"mon-2", "mon-1"}}) {
      // given
      VitalState state = new VitalState();
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
    VitalState state = new VitalState();
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

  @Property(tries = 1_000)
  void difference_ofAnyProducts_isTheExactOneRounded(
      @ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d) {
    BigInteger exact =
        BigInteger.valueOf(a)
            .multiply(BigInteger.valueOf(b))
            .subtract(BigInteger.valueOf(c).multiply(BigInteger.valueOf(d)));

    assertThat(Exact.difference(a, b, c, d)).isEqualTo(exact.doubleValue());
  }

  private static void feed(VitalState state, long from, long to, int every) {
    for (long second = from; second <= to; second += every) {
      Judgement judgement =
          state.apply(Reading.of("heart-rate", "mon-1", second, 800 + second % 60), second);
      assertThat(judgement).isEqualTo(Judgement.USED);
    }
  }

  private static int size(VitalState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    VitalStateCodec.INSTANCE.write(state, new DataOutputStream(bytes));
    return bytes.size();
  }
}
