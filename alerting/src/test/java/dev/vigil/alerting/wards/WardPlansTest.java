package dev.vigil.alerting.wards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.AlertTransition.Escalation;
import dev.vigil.schemas.AlertTransition.Recipient;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.Priority;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WardPlansTest {
  private static final String PLAN =
      """
      {"ward": "A", "zone": "Europe/Zurich", "shifts": ["07:00", "23:00"],
       "quietHours": {"from": "22:00", "until": "06:00"},
       "ladders": {
         "high": {"levels": [{"afterSeconds": 0, "role": "nurse"},
                             {"afterSeconds": 60, "role": "physician"}], "endSeconds": 120},
         "low": {"levels": [{"afterSeconds": 0, "role": "nurse"}], "endSeconds": 120}},
       "rota": [{"role": "nurse", "person": "n-1", "contact": "n1@ward.example",
                 "from": "2026-03-01T06:00:00Z", "until": "2026-03-01T14:00:00Z"}]}
      """;

  private static JsonNode json(String... plans) throws IOException {
    return Json.mapper().readTree("[" + String.join(",", plans) + "]");
  }

  private static long at(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }

  @Test
  void high_asksWhoIsOnDuty_thenARoleNobodyHas_thenSaysThatItIsOver() throws Exception {
    WardPlan plan = WardPlans.parse(json(PLAN)).of("A");
    long now = at("2026-03-01T12:00:00Z");

    Escalation first = plan.begin(Priority.HIGH, now);
    Escalation second = plan.next(Priority.HIGH, first, now + 60);
    Escalation end = plan.next(Priority.HIGH, second, now + 120);

    assertThat(first.to()).containsExactly(new Recipient("nurse", "n-1", "n1@ward.example"));
    assertThat(plan.due(Priority.HIGH, first)).isEqualTo(now + 60);
    assertThat(second.to()).containsExactly(new Recipient("physician", null, null));
    assertThat(plan.due(Priority.HIGH, second)).isEqualTo(now + 120);
    assertThat(end.over()).isTrue();
    assertThat(plan.due(Priority.HIGH, end)).isNull();
    assertThat(plan.begin(Priority.MEDIUM, now)).as("no ladder").isNull();
  }

  @Test
  void whoHasAskedNobodySoFar_asksSinceTheRaise_butNotInQuietHours() throws Exception {
    WardPlan plan = WardPlans.parse(json(PLAN)).of("A");
    long raised = at("2026-03-01T12:00:00Z");
    long evening = at("2026-03-01T20:59:59Z");

    Escalation first = plan.first(Priority.HIGH, evening);

    assertThat(plan.dueFirst(Priority.HIGH, raised, evening)).isEqualTo(raised);
    assertThat(plan.dueFirst(Priority.LOW, raised, evening)).isEqualTo(raised);
    assertThat(plan.dueFirst(Priority.LOW, raised, evening + 1))
        .isEqualTo(at("2026-03-02T05:00:00Z"));
    assertThat(plan.dueFirst(Priority.MEDIUM, raised, evening)).as("no ladder").isNull();
    assertThat(first.to()).containsExactly(new Recipient("nurse", null, null));
    assertThat(plan.due(Priority.HIGH, first)).isEqualTo(evening + 60);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
    "2026-03-01T21:00:00Z, 2026-03-02T05:00:00Z",
    "2026-03-02T04:59:59Z, 2026-03-02T05:00:00Z",
    "2026-03-02T05:00:00Z, 2026-03-02T05:00:00Z",
    // The clock goes forward that night.
    "2026-03-28T23:00:00Z, 2026-03-29T04:00:00Z",
  })
  void low_inQuietHours_asksWhenTheyAreOver_byTheWardsClock(String raised, String asks)
      throws Exception {
    WardPlan plan = WardPlans.parse(json(PLAN)).of("A");

    Escalation escalation = plan.begin(Priority.LOW, at(raised));

    assertThat(escalation.since()).isEqualTo(at(asks));
    assertThat(escalation.level()).isEqualTo(raised.equals(asks) ? 0 : -1);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T12:00:00Z, 2026-03-01T22:00:00Z",
    "2026-03-01T22:00:00Z, 2026-03-02T06:00:00Z",
    "2026-03-28T22:30:00Z, 2026-03-29T05:00:00Z",
  })
  void shiftChange_isTheNextOne_byTheWardsClock(String now, String change) throws Exception {
    WardPlan plan = WardPlans.parse(json(PLAN)).of("A");

    assertThat(plan.shiftChangeAfter(at(now))).isEqualTo(at(change));
  }

  /** From 01:00Z on the hour from 02:00 comes again. Low would have waited for another day. */
  @ParameterizedTest
  @CsvSource({
    "2026-10-25T00:10:00Z, 2026-10-25T00:30:00Z",
    "2026-10-25T00:40:00Z, 2026-10-25T00:40:00Z",
    "2026-10-25T01:10:00Z, 2026-10-25T01:30:00Z",
    "2026-10-25T01:30:00Z, 2026-10-25T01:30:00Z",
    "2026-10-25T21:00:00Z, 2026-10-26T01:30:00Z",
  })
  void quietHours_thatEndInTheHourThatComesTwice_endInBoth(String raised, String asks)
      throws Exception {
    WardPlan plan = WardPlans.parse(json(PLAN.replace("06:00\"", "02:30\""))).of("A");

    assertThat(plan.begin(Priority.LOW, at(raised)).since()).isEqualTo(at(asks));
  }

  @Test
  void ward_withoutAPlan_hasThatForAll_orNone() throws Exception {
    WardPlans plans = WardPlans.parse(WardPlans.defaults());

    assertThat(plans.of("anywhere").ladders()).containsKey(Priority.HIGH);
    assertThat(WardPlans.parse(json(PLAN)).of("B")).isEqualTo(WardPlan.NONE);
    assertThat(WardPlan.NONE.shiftChangeAfter(100)).isEqualTo(100 + 8 * 3600);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"zone\": \"Europe/Zurich\"|\"zone\": \"Mars\"|zone",
        "\"07:00\"|\"25:00\"|shifts",
        "\"shifts\"|\"shift\"|shift",
        "\"endSeconds\": 120}, |\"endSeconds\": 60}, |ladders",
        "n1@ward.example|n1@ward.example\\nBcc: x@y.example|no e-mail address",
        "2026-03-01T14:00:00Z|2026-02-01T14:00:00Z|ends before it begins",
        "2026-03-01T14:00:00Z|tomorrow|a time in ISO 8601",
        "\"high\"|\"urgent\"|ladders",
      })
  void plan_thatCannotHold_isRefusedByField(String from, String to, String said) throws Exception {
    String plan =
        PLAN.replaceFirst(java.util.regex.Pattern.quote(from.trim()), to.replace("\\", "\\\\"));

    assertThatThrownBy(() -> WardPlans.parse(json(plan)))
        .isInstanceOf(RefusedWardsException.class)
        .hasMessageContaining("plan of ward 1")
        .hasMessageContaining(said);
  }

  @Test
  void twoPlansOfOneWard_areRefused() {
    assertThatThrownBy(() -> WardPlans.parse(json(PLAN, PLAN)))
        .hasMessage("plan of ward 2, field 'ward': expected a ward that no other plan has");
  }
}
