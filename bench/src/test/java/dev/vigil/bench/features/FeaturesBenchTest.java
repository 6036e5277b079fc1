package dev.vigil.bench.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.bench.monitor.EightVitals;
import dev.vigil.models.features.Window;
import dev.vigil.schemas.FeatureVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeaturesBenchTest {
  private static final int TWO_HOURS = 720;

  @ParameterizedTest
  @CsvSource({"MINUTES_5, 0", "MINUTES_5, 5", "HOUR_1, 0", "HOUR_1, 5"})
  void bothSides_haveTheSameStatistics(Window window, int latePercent) {
    assertThat(FeaturesBench.sameStatistics(window, latePercent).holds()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, TWO_HOURS})
  void bothSides_sendTheSameVectors(int before) {
    // given
    EngineWork engine = new EngineWork(before);
    RecomputedWork recomputed = new RecomputedWork(before);
    long known = EightVitals.START + 1 + before * 10L;

    for (int i = 0; i < 100; i++) {
      // when
      FeatureVector vector = engine.once();

      // then
      FeatureVector other = recomputed.once();
      assertThat(Agreement.ofVectors(vector, other)).isTrue();
      known += 10;
      assertThat(vector.known()).isEqualTo(known);
      assertThat(vector.values().keySet()).contains("heart-rate.q3.24h", "across.shock-index");
    }
  }

  @Test
  void baselineOfTwoDays_isTheSame() {
    // given: the first blocks count a day after their end
    int before = (86_400 + 3 * 7_200) / 10;
    FeatureVector engine = new EngineWork(before).once();

    // when
    FeatureVector recomputed = new RecomputedWork(before).once();

    // then
    assertThat(Agreement.ofVectors(engine, recomputed)).isTrue();
    assertThat(engine.values()).containsEntry("spo2.baseline.hours", 6.0);
  }

  @Test
  void agreement_noticesOneStatistic() {
    // given
    double[] one = new EngineWindow(Window.MINUTES_5, 0).once();

    for (int i = 0; i < one.length; i++) {
      // when
      double[] other = one.clone();
      other[i] += 1e-6;

      // then
      assertThat(Agreement.ofStatistics(one, other)).isFalse();
      assertThat(Agreement.ofStatistics(one, one.clone())).isTrue();
    }
  }

  @Test
  void lateShare_isOneInTwentyAndAtMostThirtySeconds() {
    // given
    Arrivals arrivals = new Arrivals(FeaturesBench.LATE_PERCENT);
    int late = 0;
    int seconds = 100_000;

    for (long now = 0; now < seconds; now++) {
      // when
      int coming = arrivals.at(now);

      // then
      for (int i = 0; i < coming; i++) {
        long delay = now - arrivals.get(i).measured();
        assertThat(delay).isBetween(0L, 30L);
        late += delay > 0 ? 1 : 0;
      }
    }
    assertThat((double) late / seconds).isBetween(0.045, 0.055);
  }
}
