package dev.vigil.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.app.backtest.RuleBudget.Found;
import dev.vigil.app.backtest.RuleBudget.Step;
import dev.vigil.models.training.Progress;
import dev.vigil.schemas.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleBudgetTest {
  private static final String RULES =
      """
      [{"id": "fast", "kind": "limit", "vital": "heart-rate", "high": 130, "priority": "%s",
        "delaySeconds": 20, "hysteresis": 5, "doc": "x"},
       {"id": "floor", "kind": "limit", "vital": "heart-rate", "low": 40, "priority": "high",
        "delaySeconds": 20, "hysteresis": 5, "doc": "x"}]
      """;

  private static final JsonNode HOURS_2 = Json.mapper().getNodeFactory().numberNode(7_200);

  private static final String FAST =
      """
      {"id": "%s", "kind": "limit", "vital": "heart-rate", "high": %d, "priority": "medium",
       "delaySeconds": 20, "hysteresis": 5, "doc": "x"}
      """;

  @TempDir private Path folder;

  /** Rules about one thing: what the first lets pass, the next one calls for. */
  private static JsonNode oneThing(int rules) throws Exception {
    ArrayNode all = Json.mapper().createArrayNode();
    for (int i = 0; i < rules; i++) {
      all.add(Json.mapper().readTree(FAST.formatted("fast-" + i, 130 - i)));
    }
    return all;
  }

  private static JsonNode rules(String priority) throws Exception {
    return Json.mapper().readTree(RULES.formatted(priority));
  }

  /** Three patients with two spells of an hour each, and one with a spell of five. */
  private RuleTrial trial() throws Exception {
    return new SmallStays(folder)
        .patient(80, 140, 80, 80, 140, 80, 80, 80, 80, 80, 80, 80)
        .patient(80, 80, 140, 80, 80, 140, 80, 80, 80, 80, 80, 80)
        .patient(80, 80, 80, 140, 80, 80, 140, 80, 80, 80, 80, 80)
        .patient(80, 140, 140, 140, 140, 140, 80, 80, 80, 80, 80, 80)
        .trial();
  }

  private static Found find(RuleTrial trial, JsonNode rules, double perDay) {
    return new RuleBudget(trial, rules, perDay, Progress.NONE).find();
  }

  @Test
  void budget_isMetByTheShortestDelayThatSparesEnough() throws Exception {
    RuleTrial trial = trial();

    Found found = find(trial, rules("medium"), 1);

    assertThat(found.met()).isTrue();
    assertThat(found.steps())
        .as("an hour is still a call: what stands for two hours is not one of the short spells")
        .containsExactly(new Step(1, "fast", "delaySeconds", "20", "7200", 0.5, 0, null));
    assertThat(found.rules().get(0).path("delaySeconds").asInt()).isEqualTo(7_200);
    assertThat(found.rules().get(1)).as("high priority").isEqualTo(rules("medium").get(1));
    RuleTally after = trial.with(StricterRules.parse(found.rules()));
    assertThat(after.figures(RuleTally.ALL).perDay()).isEqualTo(0.5);
  }

  @Test
  void budgetThatIsMetAlready_changesNothing() throws Exception {
    Found found = find(trial(), rules("medium"), 4);

    assertThat(found.met()).isTrue();
    assertThat(found.steps()).isEmpty();
    assertThat(found.rules()).isEqualTo(rules("medium"));
  }

  @Test
  void highPriority_isTheFloor_evenIfItAloneExceedsTheBudget() throws Exception {
    Found found = find(trial(), rules("high"), 0.1);

    assertThat(found.met()).isFalse();
    assertThat(found.steps()).isEmpty();
    assertThat(found.rules()).isEqualTo(rules("high"));
  }

  @Test
  void budgetThatNeedsTwoRules_isMetByChangingThemTogether() throws Exception {
    JsonNode rules = oneThing(2);
    for (int alone = 0; alone < 2; alone++) {
      ArrayNode changed = StricterRules.with((ArrayNode) rules, alone, "delaySeconds", HOURS_2);
      assertThat(trial().with(StricterRules.parse(changed)).figures(RuleTally.ALL).perDay())
          .as("one alone only hands its calls over")
          .isEqualTo(3.5);
    }

    Found found = find(trial(), rules, 1);

    assertThat(found.met()).isTrue();
    assertThat(found.least()).isEqualTo(0.5);
    assertThat(found.steps())
        .containsExactlyInAnyOrder(
            new Step(1, "fast-0", "delaySeconds", "20", "7200", 0.5, 0, null),
            new Step(1, "fast-1", "delaySeconds", "20", "7200", 0.5, 0, null));
  }

  @Test
  void rulesThatTakeOver_areChangedTogether_evenWhereTheBudgetIsOutOfReach() throws Exception {
    Found found = find(trial(), oneThing(3), 0.1);

    assertThat(found.met()).isFalse();
    assertThat(found.least()).as("five hours are longer than any delay").isEqualTo(0.5);
    assertThat(found.steps())
        .extracting(Step::rule)
        .containsExactlyInAnyOrder("fast-0", "fast-1", "fast-2");
    assertThat(found.steps()).extracting(Step::to).containsOnly("7200");
    assertThat(found.steps()).extracting(Step::round).containsOnly(1);
  }

  @Test
  void callsThatGoToARuleOfLowerPriority_areSparedByChangingItToo() throws Exception {
    RuleTrial trial =
        new SmallStays(folder)
            .patient(80, 140, 80, 80, 127, 127, 127, 80, 80, 80, 80, 80)
            .patient(80, 80, 140, 80, 80, 80, 80, 80, 80, 80, 80, 80)
            .trial();
    JsonNode rules =
        Json.mapper()
            .createArrayNode()
            .add(Json.mapper().readTree(FAST.formatted("fast", 130)))
            .add(
                Json.mapper()
                    .readTree(FAST.formatted("slow", 125).replace("\"medium\"", "\"low\"")));

    Found found = find(trial, rules, 0.5);

    assertThat(found.met()).isTrue();
    assertThat(found.rules().get(1).path("delaySeconds").asInt()).isEqualTo(14_400);
  }

  @Test
  void searchThatIsOver_takesAllBackFromTheStrictest_asFarAsTheBudgetAllows() throws Exception {
    RuleTrial trial =
        new SmallStays(folder)
            .patient(80, 140, 80, 80, 140, 80, 30, 80, 80, 80, 80, 80)
            .patient(80, 80, 140, 80, 80, 140, 80, 80, 80, 80, 80, 80)
            .trial();
    JsonNode slow =
        Json.mapper()
            .readTree(
                """
                {"id": "slow", "kind": "limit", "vital": "heart-rate", "low": 40,
                 "priority": "medium", "delaySeconds": 20, "hysteresis": 5, "doc": "x"}
                """);
    ArrayNode rules = ((ArrayNode) oneThing(2)).add(slow);

    Found found = new RuleBudget(trial, rules, 1, Progress.NONE, 1).find();

    assertThat(found.met()).isTrue();
    assertThat(found.steps())
        .as("the one call for a slow heart is within the budget")
        .containsExactlyInAnyOrder(
            new Step(1, "fast-0", "delaySeconds", "20", "7200", 1, 0, null),
            new Step(1, "fast-1", "delaySeconds", "20", "7200", 1, 0, null));
  }

  @Test
  void search_isTheSameEveryTime() throws Exception {
    RuleTrial trial = trial();

    assertThat(find(trial, oneThing(3), 1)).isEqualTo(find(trial, oneThing(3), 1));
  }

  @Test
  void partOfAScore_hasNoStepsOfItsThreshold_andIsNoBoundOfTheWholes() throws Exception {
    JsonNode scores =
        Json.mapper()
            .readTree(
                """
                [{"id": "whole", "kind": "score", "model": "news2", "threshold": 5,
                  "priority": "medium", "delaySeconds": 0, "hysteresis": 0, "doc": "x"},
                 {"id": "part", "kind": "score", "model": "news2", "part": "spo2", "threshold": 3,
                  "priority": "high", "delaySeconds": 0, "hysteresis": 0, "doc": "x"},
                 {"id": "other", "kind": "score", "model": "news2", "part": "spo2", "threshold": 2,
                  "priority": "low", "delaySeconds": 0, "hysteresis": 0, "doc": "x"}]
                """);

    assertThat(StricterRules.fields(scores.get(0))).containsExactly("delaySeconds", "threshold");
    assertThat(StricterRules.fields(scores.get(1))).isEmpty();
    assertThat(StricterRules.fields(scores.get(2))).containsExactly("delaySeconds");
    assertThat(StricterRules.next(scores, 0, "threshold", scores.get(0).get("threshold")))
        .hasToString("6");
  }

  /** A rule that was made stricter than any risk called nobody any more, and met every budget. */
  @Test
  void threshold_ofARisk_staysBelowOne_andThatOfAnIndexNeedNot() throws Exception {
    JsonNode scores =
        Json.mapper()
            .readTree(
                """
                [{"id": "risk", "kind": "score", "model": "sepsis-logistic", "threshold": 0.7,
                  "priority": "low", "delaySeconds": 0, "hysteresis": 0, "doc": "x"},
                 {"id": "own", "kind": "score", "model": "of-the-site", "threshold": 0.8,
                  "priority": "low", "delaySeconds": 0, "hysteresis": 0, "doc": "x"},
                 {"id": "index", "kind": "score", "model": "shock-index", "threshold": 0.9,
                  "priority": "low", "delaySeconds": 0, "hysteresis": 0, "doc": "x"}]
                """);

    assertThat(StricterRules.ladder(scores, 0, "threshold"))
        .extracting(JsonNode::asText)
        .containsExactly("0.875");
    assertThat(StricterRules.ladder(scores, 1, "threshold")).isEmpty();
    assertThat(StricterRules.ladder(scores, 2, "threshold"))
        .extracting(JsonNode::asText)
        .startsWith("1.13");
  }
}
