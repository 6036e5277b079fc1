package dev.vigil.alerting.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.vigil.alerting.rules.LimitCheck.Side;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.Priority;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(PolicyTest.class.getResourceAsStream("policy-rules.schema.json"));

  private static Policy defaults() throws RefusedPolicyException {
    return Policy.parse(DefaultPolicy.rules());
  }

  @Test
  void oneRuleMore_makesAnotherPolicyAndKeepsTheRest() throws RefusedPolicyException {
    ScoreRule rule =
        new ScoreRule(
            "tried", "m", new BigDecimal("0.5"), null, Priority.LOW, 60, BigDecimal.ZERO, "A try.");

    Policy more = defaults().with(rule);

    assertThat(more.scoreRules("m")).containsExactly(rule);
    assertThat(more.scoreRules("news2")).isEqualTo(defaults().scoreRules("news2"));
    assertThat(more.fingerprint()).isNotEqualTo(defaults().fingerprint());
    assertThatThrownBy(() -> more.with(rule)).hasMessageContaining("has a rule tried already");
  }

  @Test
  void riskThatNoRuleNames_isJudgedAtItsOwnThreshold() throws RefusedPolicyException {
    Policy policy = defaults();

    ScoreRule rule = policy.scoreRules("icu.mortality_2", 0.08).get(0);

    assertThat(rule.id()).isEqualTo("risk");
    assertThat(rule.model()).isEqualTo("icu.mortality_2");
    assertThat(rule.threshold()).isEqualByComparingTo("0.08");
    assertThat(rule.hysteresis()).isEqualByComparingTo("0.02");
    assertThat(policy.scoreRules("icu.mortality_2", null)).as("predicts no risk").isEmpty();
    assertThat(policy.scoreRules("sepsis-logistic", 0.5))
        .as("has a rule of its own")
        .isEqualTo(policy.scoreRules("sepsis-logistic"));
    assertThat(Policy.EMPTY.scoreRules("icu.mortality_2", 0.08)).isEmpty();
  }

  @Test
  void scoreRule_isWrittenAsThePolicyHasIt() throws RefusedPolicyException {
    for (Rule rule : defaults().rules()) {
      if (rule instanceof ScoreRule score) {
        JsonNode written = Json.mapper().createArrayNode().add(score.toJson());

        assertThat(SCHEMA.validate(written)).isEmpty();
        assertThat(Policy.parse(written).rules()).containsExactly(score);
      }
    }
  }

  @Test
  void defaultPolicy_isTakenByParserAndSchema() throws RefusedPolicyException {
    Policy policy = defaults();

    assertThat(SCHEMA.validate(DefaultPolicy.rules())).isEmpty();
    assertThat(policy.forPatient(null).rules()).hasSize(18);
    assertThat(policy.rules()).allSatisfy(rule -> assertThat(rule.doc()).hasSizeGreaterThan(20));
    assertThat(policy.unmonitored()).isNotNull();
    assertThat(policy.fingerprint()).isEqualTo(defaults().fingerprint()).isNotZero();
  }

  @Test
  void defaultPolicy_scoresThreeOfNews2_areBeyondALimit_andTheirNeighboursNot()
      throws RefusedPolicyException {
    assertThat(firing("heart-rate", 400)).isTrue();
    assertThat(firing("heart-rate", 410)).isFalse();
    assertThat(firing("heart-rate", 1300)).isFalse();
    assertThat(firing("heart-rate", 1310)).isTrue();
    assertThat(firing("respiratory-rate", 80)).isTrue();
    assertThat(firing("respiratory-rate", 90)).isFalse();
    assertThat(firing("respiratory-rate", 250)).isTrue();
    assertThat(firing("spo2", 910)).isTrue();
    assertThat(firing("spo2", 920)).isFalse();
    assertThat(firing("systolic-pressure", 900)).isTrue();
    assertThat(firing("systolic-pressure", 910)).isFalse();
    assertThat(firing("systolic-pressure", 2200)).isTrue();
    assertThat(firing("body-temperature", 3500)).isTrue();
    assertThat(firing("body-temperature", 3510)).isFalse();
    assertThat(firing("body-temperature", 3900)).isFalse();
    assertThat(firing("body-temperature", 3910)).isTrue();
  }

  private static boolean firing(String vital, long steps) throws RefusedPolicyException {
    return defaults().forPatient(null).limitChecks(vital, null).stream()
        .anyMatch(check -> check.judge(steps) == Verdict.BEYOND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id            | \"UPPER\"  | id           | lower-case",
        "id            | 7        | id           | a text",
        "kind          | \"rate\"   | kind         | limit, score, device, risk, combination or"
            + " unmonitored",
        "vital         | \"pulse\"  | vital        | catalogue",
        "low           | \"x\"      | low          | a number",
        "low           | 400      | low          | a number from 0 to 350 /min",
        "low           | 40.25    | low          | at most 1 decimals",
        "low           | 150      | low          | below 'high'",
        "high          | 1e999999 | high         | digits",
        "priority      | \"urgent\" | priority     | low, medium or high",
        "delaySeconds  | -1       | delaySeconds | 0 to 86400",
        "delaySeconds  | 1.5      | delaySeconds | whole number",
        "hysteresis    | -1       | hysteresis   | from 0",
        "hysteresis    | null     | hysteresis   | 0 for none",
        "doc           | \"\"       | doc          | source",
        "color         | 1        | color        | no other fields than",
      })
  void rule_thatIsWrong_isRefusedByPlaceFieldAndExpectation(
      String field, String value, String named, String expected) throws IOException {
    JsonNode rules =
        Json.mapper()
            .readTree(
                """
                [{"id":"ok","kind":"unmonitored","priority":"low","doc":"test"},
                 {"id":"hr","kind":"limit","vital":"heart-rate","low":40,"high":140,
                  "priority":"high","delaySeconds":10,"hysteresis":5,"doc":"test"}]\
                """);
    ((ObjectNode) rules.get(1)).set(field, Json.mapper().readTree(value));

    assertThatThrownBy(() -> Policy.parse(rules))
        .isInstanceOf(RefusedPolicyException.class)
        .hasMessageStartingWith("rule 1")
        .hasMessageContaining("field '" + named + "'")
        .hasMessageContaining(expected);
  }

  @Test
  void rules_withOneIdOrTwoOfSilence_areRefused() throws IOException {
    JsonNode one =
        Json.mapper()
            .readTree(
                "[{\"id\":\"a\",\"kind\":\"unmonitored\",\"priority\":\"low\",\"doc\":\"t\"},{\"id\":\"a\",\"kind\":\"unmonitored\",\"priority\":\"low\",\"doc\":\"t\"}]");

    assertThatThrownBy(() -> Policy.parse(one))
        .hasMessage("rule 1 (a): field 'id': expected an id that no other rule has");
    ((ObjectNode) one.get(1)).put("id", "b");
    assertThatThrownBy(() -> Policy.parse(one)).hasMessageContaining("at most one rule");
  }

  @Test
  @Timeout(5) // it took a billion digits' time and memory
  void limitBetweenNothingAndAStep_isTheNextStepInwards() throws RefusedPolicyException {
    for (String tiny : List.of("0.04", "1e-99", "1e-999999999")) {
      LimitCheck low = check(new Limits(new BigDecimal(tiny), null));
      LimitCheck high = check(new Limits(null, new BigDecimal(tiny)));

      assertThat(low.limit()).as(tiny).isEqualTo(1);
      assertThat(high.limit()).as(tiny).isZero();
    }
    assertThat(check(new Limits(new BigDecimal("0e-999999999"), null)).limit()).isZero();
  }

  private static LimitCheck check(Limits own) throws RefusedPolicyException {
    return defaults().limitChecks("heart-rate", own).get(0);
  }

  @Test
  void limitsOfThePatient_takeTheLeadingRuleOfTheirSide() throws RefusedPolicyException {
    Policy policy = defaults().forPatient(null);

    var spo2 = policy.limitChecks("spo2", new Limits(new BigDecimal("86"), new BigDecimal("99")));
    var mean = policy.limitChecks("mean-pressure", new Limits(new BigDecimal("65"), null));
    var wild = policy.limitChecks("spo2", new Limits(new BigDecimal("1e8"), null));

    assertThat(spo2).extracting(LimitCheck::rule).containsExactly("spo2-extreme", "spo2-extreme");
    assertThat(spo2).extracting(LimitCheck::side).containsExactly(Side.LOW, Side.HIGH);
    assertThat(spo2).extracting(LimitCheck::limit).containsExactly(860L, 990L);
    assertThat(mean).extracting(LimitCheck::priority).containsExactly(Priority.MEDIUM);
    assertThat(wild)
        .extracting(LimitCheck::limit, LimitCheck::clear)
        .containsExactly(tuple(1000L, 1000L));
  }
}
