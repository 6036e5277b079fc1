package dev.vigil.models.training.hour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.models.evaluation.Estimate;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.evaluation.HourEvaluation;
import dev.vigil.models.evaluation.HourProof;
import dev.vigil.models.hour.HourForecast;
import dev.vigil.models.hour.HourForecasts;
import dev.vigil.models.hour.HourInputs.Sample;
import dev.vigil.schemas.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HourLearnerTest {
  private static final String VITAL = "heart-rate";
  private static final int PATIENTS = 150;
  private static final int HOURS = 40;

  /** Hourly values about a level of the patient's own; {@code keep} of 1 is a random walk. */
  private static List<HourCase> cases(long seed, double keep) {
    Random random = new Random(seed);
    List<HourCase> cases = new ArrayList<>();
    for (int patient = 0; patient < PATIENTS; patient++) {
      double level = 80 + 12 * random.nextGaussian();
      double value = level;
      List<Sample> samples = new ArrayList<>();
      for (int hour = 0; hour < HOURS; hour++) {
        value = level + keep * (value - level) + 6 * random.nextGaussian();
        samples.add(new Sample(1_772_000_000L + hour * 3600L, value));
      }
      cases.addAll(HourCases.of(seed + "/" + patient, samples));
    }
    return cases;
  }

  private static HourForecast judged(double keep) {
    HourForecast learned = HourLearner.learn(VITAL, cases(1, keep), cases(2, keep));
    HourProof proof =
        HourEvaluation.of(
            "made up", HourLearner.said(learned, cases(3, keep)), EvaluationSettings.DEFAULT);
    return learned.with(List.of(proof));
  }

  @Test
  void courseThatReturnsToItsLevel_isForecastBetterThanByItsLastValue_andIsShown() {
    HourForecast forecast = judged(0.3);

    HourProof proof = forecast.proofs().get(0);
    assertThat(proof.coverage().value()).isCloseTo(0.8, within(0.04));
    assertThat(proof.gain().high()).isNegative();
    assertThat(proof.error().value()).isCloseTo(0.8 * 6, within(0.6));
    assertThat(forecast.refusal()).isNull();
  }

  @Test
  void randomWalk_isForecastNoBetterThanByItsLastValue_andIsNotShown() {
    HourForecast forecast = judged(1);

    assertThat(forecast.proofs().get(0).coverage().value()).isCloseTo(0.8, within(0.04));
    assertThat(forecast.refusal()).isEqualTo("it doesn't beat the last value in made up");
  }

  @Test
  void intervalThatHoldsTooLittleOrTooMuch_isNotShown() throws Exception {
    HourForecast good = judged(0.3);
    HourForecast narrow = factor(good, 0.6 * good.factor());
    HourForecast wide = factor(good, 1.6 * good.factor());

    assertThat(narrow.refusal()).contains("its 80 % interval held", "expected 75 to 85 %");
    assertThat(wide.refusal()).contains("its 80 % interval held", "expected 75 to 85 %");
    assertThat(good.with(List.of()).refusal()).isEqualTo("nothing shows how good it is");
    HourForecasts read =
        HourForecasts.read(Json.encode(new HourForecasts.Form("made up", List.of(narrow))));
    assertThat(read.shown()).isEmpty();
    assertThat(read.refused()).containsOnlyKeys(VITAL);
  }

  /** The same with another width, judged again. */
  private static HourForecast factor(HourForecast good, double factor) {
    HourForecast other =
        new HourForecast(
            VITAL, good.centre(), good.spread(), good.leastSpread(), factor, List.of());
    return other.with(
        List.of(
            HourEvaluation.of(
                "made up", HourLearner.said(other, cases(3, 0.3)), EvaluationSettings.DEFAULT)));
  }

  @Test
  void oneBadRecording_isEnoughToRefuse() {
    HourForecast good = judged(0.3);
    HourProof proof = good.proofs().get(0);
    HourProof bad =
        new HourProof(
            "elsewhere",
            10,
            100,
            new Estimate(0.7, 0.6, 0.8),
            proof.error(),
            proof.lastError(),
            proof.gain());

    assertThat(good.with(List.of(proof, bad)).refusal()).contains("70.0 %", "elsewhere");
  }

  @Test
  void tooFewCases_areRefusedByTheirNumber() {
    assertThatThrownBy(() -> HourLearner.learn(VITAL, List.of(), List.of()))
        .hasMessageContaining("0 and 0 cases of heart-rate are too few");
  }

  @Test
  void delivered_showsOnlyWhatItsProofHolds() {
    HourForecasts delivered = HourForecasts.delivered();

    assertThat(delivered.shown()).isNotEmpty();
    delivered
        .shown()
        .values()
        .forEach(
            forecast -> {
              assertThat(forecast.proofs()).hasSizeGreaterThanOrEqualTo(1);
              assertThat(forecast.proofs()).allMatch(proof -> proof.patients() >= 100);
              assertThat(forecast.proofs()).allMatch(proof -> proof.refusal() == null);
            });
  }
}
