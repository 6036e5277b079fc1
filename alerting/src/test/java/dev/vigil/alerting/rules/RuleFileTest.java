package dev.vigil.alerting.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(PolicyTest.class.getResourceAsStream("policy-rules.schema.json"));

  private static final String RULES =
      """
      # A comment.
      - id: low
        kind: limit
        vital: heart-rate
        ages: {from: 16, below: 65}
        low: 40
        priority: high
        delaySeconds: 20
        hysteresis: 5
        doc: A source.
      - id: both
        kind: combination
        wards: [a, b]
        instead: [low]
        priority: medium
        doc: A source.
        when:
          all:
            - {vital: heart-rate, below: 50, hysteresis: 2}
            - not: {recently: {unmonitored: spo2}, seconds: 60}
            - atLeast: 1
              of:
                - {vital: spo2, falls: 5, withinSeconds: 600}
                - {score: news2, threshold: 5, hysteresis: 1}
                - lasting: {score: news2, anySub: 3}
                  seconds: 300
                - {device: sensor-off}
                - {score: news2, part: spo2, threshold: 3}
      - id: breathing
        kind: score
        model: news2
        part: respiratory-rate
        threshold: 3
        priority: medium
        delaySeconds: 60
        hysteresis: 1
        doc: A source.
      - id: battery
        kind: device
        alarm: battery-low
        priority: low
        delaySeconds: 60
        doc: A source.
      """;

  private static List<String> blocksOfTheDocs() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "ALERTS.md"));
    return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(MatchResult::group)
        .map(block -> block.substring("```yaml\n".length(), block.length() - 3))
        .toList();
  }

  @Test
  void rulesOfTheDocs_areTakenByReaderAndSchema() throws Exception {
    assertThat(blocksOfTheDocs()).isNotEmpty();
    for (String block : blocksOfTheDocs()) {
      JsonNode rules = RuleFile.read(block);

      assertThat(SCHEMA.validate(rules)).isEmpty();
      for (Rule rule : Policy.parse(rules).rules()) {
        assertThat(RuleText.of(rule, Scope.ALL)).startsWith("Raises a ").doesNotContain("null");
      }
    }
  }

  @Test
  void rules_sayInWordsWhatTheyDo() throws RefusedPolicyException {
    Policy policy = Policy.parse(RuleFile.read(RULES));

    assertThat(RuleText.of(policy.rules().get(0), policy.scope("low")))
        .isEqualTo(
            "Raises a high alert when Heart rate is below 40 /min for 20 s. Clears at 45.0 or"
                + " above. Limits set for a patient replace these. Only for patients from 16 years"
                + " below 65 years, or of unknown age.");
    assertThat(RuleText.of(policy.rules().get(1), policy.scope("both")))
        .contains(
            "while Heart rate below 50.0 /min and not ((",
            "unmonitored) within the last 60 s)",
            "falls by 5.0 % within 600 s",
            "(a single part of news2 at or above 3) for 300 s",
            "Sensor off (alarm of a device) or spo2 in news2 at or above 3",
            "Only on a, b.",
            "Stands for low.");
    assertThat(RuleText.of(policy.rules().get(2), Scope.ALL))
        .isEqualTo(
            "Raises a medium alert when the live version says respiratory-rate in news2 at or above"
                + " 3 for 60 s. Clears when respiratory-rate in news2 is below 2.");
    assertThat(RuleText.of(policy.rules().get(3), Scope.ALL))
        .isEqualTo(
            "Raises a low alert while a device itself says: Battery low for 60 s. Clears when it"
                + " says that this is over.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "low: 40        | low: 400        | line 6  | number from 0 to 350",
        "vital: heart-rate | vital: hart-rate | line 4 | such as",
        "from: 16       | from: 70        | line 5  | less than 'below'",
        "instead: [low] | instead: [lo]   | line 14 | ids of other rules",
        "below: 50      | below: 50.55    | line 19 | decimals",
        "unmonitored: spo2 | unmonitored: spo | line 20 | such as",
        "atLeast: 1     | atLeast: 6      | line 21 | from 1 to 5",
        "falls: 5       | falls: 0        | line 23 | above 0",
        "threshold: 5,  | treshold: 5,    | line 24 | a number here",
        "seconds: 300   | second: 300     | line 25 | whole number from 1",
        "device: sensor-off | device: spo2  | line 27 | one of battery-low, device-fault",
        "part: spo2,    | anySub: 3, part: spo2, | line 28 | nothing: 'threshold' is",
        "part: respiratory-rate | part: ' ' | line 32 | such as respiratory-rate",
        "alarm: battery-low | alarm: battery | line 40 | one of battery-low",
        "alarm: battery-low | vital: battery-low | line 38 | a text",
        "doc: A source. | doc: ' '        | line 10 | source",
        "priority: high | low: 41         | line 7  | no field twice",
      })
  void mistake_isRefusedWithItsLine(String good, String bad, String line, String expected) {
    String rules = RULES.replaceFirst(Pattern.quote(good), bad);

    assertThat(rules).isNotEqualTo(RULES);

    assertThatThrownBy(() -> RuleFile.read(rules))
        .isInstanceOf(RefusedPolicyException.class)
        .hasMessageContaining(expected)
        .hasMessageStartingWith(line);
  }

  @Test
  void part_thatAKnownScoreDoesNotHave_isRefusedWithItsLine() throws Exception {
    Map<String, Set<String>> known = Map.of("news2", Set.of("respiratory-rate", "spo2"));

    assertThat(RuleFile.read(RULES, known)).isEqualTo(RuleFile.read(RULES));
    assertThatThrownBy(() -> RuleFile.read(RULES.replace("part: spo2", "part: spo"), known))
        .isInstanceOf(RefusedPolicyException.class)
        .hasMessageStartingWith("line 28")
        .hasMessageContaining("a part of news2, one of");
    assertThatThrownBy(
            () -> RuleFile.read(RULES.replace("part: respiratory-rate", "part: breath"), known))
        .hasMessageStartingWith("line 32: rule 2 (breathing)");
    assertThat(RuleFile.read(RULES.replace("part: spo2", "part: spo"), Map.of())).hasSize(4);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void file_ofWhateverCharacters_isTakenOrRefused_neverMore(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(RULES);
    String odd = "{}[]:,-#&*!|>'\"%@`?\t\n \u0000\u2028éx0.-";
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(text.length());
      if (random.nextBoolean()) {
        text.deleteCharAt(at);
      } else {
        text.insert(at, odd.charAt(random.nextInt(odd.length())));
      }
    }
    try {
      assertThat(SCHEMA.validate(RuleFile.read(text.toString()))).isEmpty();
    } catch (RefusedPolicyException e) {
      assertThat(e).hasMessageStartingWith("line ");
    }
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void rules_ofWhateverValues_areTakenOnlyIfTheSchemaTakesThem(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    JsonNode rules = RuleFile.read(RULES);
    List<ContainerNode<?>> places = new ArrayList<>();
    collect(rules, places);
    ContainerNode<?> place = places.get(random.nextInt(places.size()));
    JsonNode value =
        Json.mapper()
            .readTree(
                List.of(
                        "null",
                        "-1",
                        "0",
                        "3.5",
                        "1e400",
                        "99999999999",
                        "\"\"",
                        "\"news2\"",
                        "[]",
                        "{}",
                        "[1]",
                        "true",
                        "{\"vital\":\"spo2\",\"below\":90}")
                    .get(random.nextInt(13)));
    if (place instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      names.add("other");
      object.set(names.get(random.nextInt(names.size())), value);
    } else if (place instanceof ArrayNode array) {
      array.insert(random.nextInt(array.size() + 1), value);
    }
    try {
      var unused = Policy.parse(rules);
      assertThat(SCHEMA.validate(rules)).isEmpty();
    } catch (RefusedPolicyException e) {
      assertThat(e.field()).isNotEmpty();
    }
  }

  private static void collect(JsonNode node, List<ContainerNode<?>> places) {
    if (node instanceof ContainerNode<?> container) {
      places.add(container);
      container.forEach(child -> collect(child, places));
    }
  }
}
