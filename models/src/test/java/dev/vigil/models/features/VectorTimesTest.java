package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a vector goes out. */
class VectorTimesTest extends FoldedPatient {
  @Test
  void vector_afterFirstReading_goesOutInTheNextSecond() {
    // when
    heartRate(T, 800);
    replay.advance(T + 1);

    // then
    assertThat(instants()).containsExactly(T + 1);
    assertThat(vectors.get(0).measuredEnd()).isEqualTo(T);
    assertThat(vectors.get(0).definitions()).isEqualTo(FeatureCatalogue.instance().hash());
    assertThat(vectors.get(0).values())
        .containsEntry("heart-rate.last", 80.0)
        .containsEntry("heart-rate.age", 1.0)
        .containsEntry("heart-rate.count.5m", 1.0)
        .doesNotContainKeys("heart-rate.sd.5m", "heart-rate.slope.5m", "static.age");
  }

  @Test
  void vectors_ofReadingsEverySecond_keepTheInterval() {
    // when
    for (int second = 0; second <= 130; second++) {
      heartRate(T + second, 800);
    }
    replay.advance(T + 1_000);

    // then
    assertThat(instants()).containsExactly(T + 1, T + 61, T + 121, T + 181);
  }

  @Test
  void vector_afterSilenceLongerThanTheInterval_goesOutAtOnceAndNoneIsMadeUp() {
    // when
    heartRate(T, 800);
    heartRate(T + 1_000, 810);
    replay.advance(T + 5_000);

    // then
    assertThat(instants()).containsExactly(T + 1, T + 1_001);
  }

  @Test
  void bandCrossing_sendsAVectorEarly_atMostEveryFiveSeconds() {
    // when
    heartRate(T, 800);
    heartRate(T + 2, 920);
    heartRate(T + 10, 1_120);
    replay.advance(T + 30);

    // then
    assertThat(instants()).containsExactly(T + 1, T + 6, T + 11);
  }

  @Test
  void bandCrossing_whileAVectorIsDueLater_bringsItForward() {
    // when
    heartRate(T, 800);
    heartRate(T + 2, 810);
    heartRate(T + 20, 920);
    replay.advance(T + 120);

    // then
    assertThat(instants()).containsExactly(T + 1, T + 21);
  }

  @Test
  void noiseAtABandsBoundary_fromAboveWithinHysteresis_sendsNothingEarly() {
    // when
    heartRate(T, 905);
    heartRate(T + 10, 895);
    heartRate(T + 20, 891);
    replay.advance(T + 30);
    heartRate(T + 30, 890);
    replay.advance(T + 40);

    // then
    assertThat(instants()).containsExactly(T + 1, T + 31);
  }

  @Test
  void noiseAtABandsBoundary_withinHysteresis_sendsNothingEarly() {
    // when
    heartRate(T, 895);
    heartRate(T + 10, 905);
    heartRate(T + 20, 898);
    heartRate(T + 30, 909);
    replay.advance(T + 40);

    // then
    assertThat(instants()).containsExactly(T + 1);
  }
}
