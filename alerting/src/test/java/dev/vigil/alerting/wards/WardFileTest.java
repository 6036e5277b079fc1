package dev.vigil.alerting.wards;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WardFileTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(WardFile.class.getResourceAsStream("ward-plans.schema.json"));

  private static final String PLANS =
      """
      # A comment.
      - ward: A
        zone: Europe/Zurich
        shifts: ["07:00", "23:00"]
        quietHours: {from: "22:00", until: "06:00"}
        callsPerPatientDay: 2.5
        ladders:
          high:
            levels:
              - {afterSeconds: 0, role: nurse}
              - {afterSeconds: 60, role: physician}
            endSeconds: 120
        rota:
          - role: nurse
            person: n-1
            contact: n1@ward.example
            from: "2026-03-01T06:00:00Z"
            until: "2026-03-01T14:00:00Z"
      - ward: "*"
      """;

  @Test
  void plans_areTakenByReaderAndSchema() throws Exception {
    JsonNode plans = WardFile.read(PLANS);

    assertThat(SCHEMA.validate(plans)).isEmpty();
    assertThat(SCHEMA.validate(WardPlans.defaults())).isEmpty();
    assertThat(WardPlans.parse(plans).of("A").callsPerPatientDay()).isEqualTo(2.5);
    assertThat(WardPlans.parse(plans).of("B").callsPerPatientDay()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "22:00|25:00|line 5: plan of ward 1, field 'quietHours/from'",
        "2.5|0|line 2: plan of ward 1",
        "afterSeconds: 60|afterSeconds: -1|line 8: plan of ward 1, field 'ladders/high'",
        "n1@ward.example|nobody|line 14: plan of ward 1, field 'rota/0'",
        "zone:|zoom:|line 3: plan of ward 1, field 'zoom'",
        "\"*\"|A|line 19: plan of ward 2, field 'ward'",
        "- ward: A|- ward: [|line 4: plan of ward 1: expected YAML",
      })
  void whatIsWrong_isRefusedByLine(String from, String to, String said) {
    assertThatThrownBy(() -> WardFile.read(PLANS.replace(from, to)))
        .isInstanceOf(RefusedWardsException.class)
        .hasMessageContaining(said);
  }

  /** The reader may refuse more, as the schema's description says, and never takes more. */
  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void plans_ofWhateverValues_areTakenOnlyIfTheSchemaTakesThem(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    JsonNode plans = WardFile.read(PLANS);
    List<ContainerNode<?>> places = new ArrayList<>();
    collect(plans, places);
    ContainerNode<?> place = places.get(random.nextInt(places.size()));
    List<String> odd =
        List.of(
            "null", "-1", "0", "3.5", "1e400", "\"\"", "\"A\"", "[]", "{}", "\"07:00:30\"", "true");
    JsonNode value = Json.mapper().readTree(odd.get(random.nextInt(odd.size())));
    if (place instanceof ArrayNode array && !array.isEmpty()) {
      array.set(random.nextInt(array.size()), value);
    } else if (place instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      object.set(names.get(random.nextInt(names.size())), value);
    }
    try {
      WardPlans.parse(plans);
    } catch (RefusedWardsException e) {
      return;
    }
    assertThat(SCHEMA.validate(plans)).as(plans.toString()).isEmpty();
  }

  private static void collect(JsonNode node, List<ContainerNode<?>> places) {
    if (node instanceof ContainerNode<?> container) {
      places.add(container);
      node.forEach(inner -> collect(inner, places));
    }
  }
}
