package dev.vigil.bench.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.bench.monitor.EightVitals;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.LogCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeaturesBenchTest {
  private static final int TWO_HOURS = 720;

  @ParameterizedTest
  @ValueSource(ints = {0, TWO_HOURS})
  void bothSides_sendTheSameBytes(int before) {
    // given
    EngineWork engine = new EngineWork(before);
    RecomputedWork recomputed = new RecomputedWork(before);
    long known = EightVitals.START + 1 + before * 10L;

    for (int i = 0; i < 100; i++) {
      // when
      FeatureVector vector = engine.once();

      // then
      assertThat(LogCodec.encode(recomputed.once())).isEqualTo(LogCodec.encode(vector));
      assertThat(vector.values()).hasSize(8 * (2 + 4 * 6));
      known += 10;
      assertThat(vector.known()).isEqualTo(known);
    }
  }
}
