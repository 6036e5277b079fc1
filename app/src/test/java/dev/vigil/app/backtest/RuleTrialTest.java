package dev.vigil.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.app.backtest.RuleTally.Figures;
import dev.vigil.app.backtest.RuleTrial.LiveModel;
import dev.vigil.app.cohort.Target;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.BuiltInModels;
import dev.vigil.models.scores.Model;
import dev.vigil.models.training.Progress;
import dev.vigil.schemas.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleTrialTest {
  private static final String RULES =
      """
      [{"id": "fast", "kind": "limit", "vital": "heart-rate", "high": 130, "priority": "medium",
        "delaySeconds": 0, "hysteresis": 5, "doc": "x"},
       {"id": "faster", "kind": "limit", "vital": "heart-rate", "high": 150, "priority": "high",
        "delaySeconds": 0, "hysteresis": 5, "doc": "x"},
       {"id": "news", "kind": "score", "model": "news2", "threshold": 3, "priority": "medium",
        "delaySeconds": 0, "hysteresis": 0, "doc": "x"}]
      """;

  @TempDir private Path folder;

  private static Policy policy() throws Exception {
    return Policy.parse(Json.mapper().readTree(RULES));
  }

  /** One with three calls, one of them for what became worse; and one who falls ill. */
  private RuleTrial trial(String... models) throws Exception {
    return new SmallStays(folder)
        .patient(80, 140, 80, 140, 160, 80)
        .patient(13, SmallStays.calmBut(24, 15, 145))
        .trial(models);
  }

  @Test
  void calls_areNewAlertsAndSuchThatBecameWorse_perPatientDay() throws Exception {
    RuleTally tally = trial().with(policy());

    assertThat(tally.patients()).isEqualTo(2);
    assertThat(tally.days()).isEqualTo(30 / 24.0);
    assertThat(tally.rules()).containsExactly("fast", "faster");
    assertThat(tally.figures("fast").calls()).isEqualTo(3);
    assertThat(tally.figures("faster").calls()).isEqualTo(1);
    Figures all = tally.figures(RuleTally.ALL);
    assertThat(all.calls()).isEqualTo(4);
    assertThat(all.perDay()).isCloseTo(4 / 1.25, within(1e-9));
    assertThat(all.highPerDay()).isCloseTo(1 / 1.25, within(1e-9));
  }

  @Test
  void callBeforeTheOnset_isAWarning_soManyHoursEarly() throws Exception {
    RuleTally tally = trial().with(policy());

    assertThat(tally.events()).isEqualTo(1);
    assertThat(tally.figures("fast").warned()).isEqualTo(1);
    assertThat(tally.figures("fast").leadHours())
        .as("labelled from row 13 on, so ill at row 19; called at row 15")
        .isCloseTo(4, within(0.01));
    assertThat(tally.figures("faster").warned()).isZero();
  }

  @Test
  void loss_isWhoIsNotCalledForAnyMore_andTheHoursOfWarning() throws Exception {
    ArrayNode rules = (ArrayNode) Json.mapper().readTree(RULES);
    RuleTrial trial = trial();
    RuleTally before = trial.with(StricterRules.parse(rules));

    IntNode delay = IntNode.valueOf(7_200);
    RuleTally after =
        trial.with(StricterRules.parse(StricterRules.with(rules, 0, "delaySeconds", delay)));

    assertThat(after.figures("fast").warned()).isZero();
    assertThat(after.lostSince(before))
        .as("one patient, four of twelve hours before")
        .isCloseTo(1 + 4 / 12.0, within(0.001));
    assertThat(before.lostSince(after)).isZero();
  }

  @Test
  void scores_countOfTheModelsThatAreAskedFor() throws Exception {
    assertThat(trial().with(policy()).figures("news").calls()).isZero();
    assertThat(trial("news2").with(policy()).figures("news").calls())
        .as("a heart rate above 130 alone has 3 points; what is unknown clears nothing")
        .isEqualTo(2);
  }

  /** Whoever takes a model's rule away has the one for all that predict a risk in its place. */
  @Test
  void riskThatNoRuleNames_callsFromTheThresholdOfItsBundle() throws Exception {
    Policy unnamed =
        Policy.parse(
            Json.mapper()
                .readTree(
                    """
                    [{"id": "risk", "kind": "risk", "priority": "medium", "delaySeconds": 0,
                      "hysteresisShare": 0.25, "doc": "x"}]
                    """));
    new SmallStays(folder).patient(140, 150, 160);
    Model sepsis = BuiltInModels.models(BuiltInModels.bundles().get(1)).get(0);
    Map<String, LiveModel> live = Map.of(sepsis.name(), new LiveModel(sepsis, 1e-6));

    RuleTally tally =
        RuleTrial.read(folder, 1, Target.SEPSIS, live, live.keySet(), Progress.NONE).with(unnamed);

    assertThat(RuleTrial.modelsOf(unnamed)).containsExactly("sepsis-logistic");
    assertThat(RuleTrial.modelsOf(policy())).containsExactly("news2");
    assertThat(tally.figures("risk").calls()).isOne();
  }

  @Test
  void halves_haveEveryPatientOnce() throws Exception {
    RuleTrial trial = trial();

    assertThat(trial.half(true).with(policy()).figures(RuleTally.ALL).calls()).isEqualTo(3);
    assertThat(trial.half(false).with(policy()).figures(RuleTally.ALL).calls()).isEqualTo(1);
    assertThat(trial.half(true).with(policy()).events()).isZero();
  }

  @Test
  void recordingWithoutPatients_isRefused() {
    assertThatThrownBy(() -> RuleTrial.read(folder, 10, Target.SEPSIS, Set.of(), Progress.NONE))
        .isInstanceOf(VigilException.class);
  }
}
