package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Reading.Status;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whom an open alert asks when its patient is moved. */
class AlertMoveTest {
  // 1970-01-12T13:46:40Z
  private static final long T = 1_000_000;
  private static final String HIGH = Rules.limit("low", "spo2", "\"low\":85", "high", 0, 2);
  private static final String LOW = Rules.limit("low", "spo2", "\"low\":85", "low", 0, 2);
  private static final String NO_LADDER = "{\"ward\": \"A\"}";

  private static String ladder(String ward, String priority, int nurse, int next, String role) {
    return """
    {"ward": "%s", "quietHours": {"from": "13:00", "until": "14:00"},
     "ladders": {"%s": {"levels": [{"afterSeconds": %d, "role": "nurse"},
                                   {"afterSeconds": %d, "role": "%s"}],
                        "endSeconds": 900}}}
    """
        .formatted(ward, priority, nurse, next, role);
  }

  /** A patient in ward A whose saturation is too low from T + 1 on. */
  private static Bedside raised(String rule, String... wards) {
    GovernanceTimeline governance = Rules.governance();
    String plans = "[" + String.join(",", wards) + "]";
    governance.append(Rules.policyWithWards(2, T - 1, plans, rule), 0);
    // Kept: a restart between any two steps changes nothing.
    Bedside bed = new Bedside(governance, true);
    bed.admit(T, MonitoringPlan.NONE);
    bed.reading(T + 1, "spo2", "80", T + 1);
    return bed;
  }

  private static List<String> asked(Bedside bed) {
    return bed.transitions().stream().map(AlertMoveTest::asked).toList();
  }

  private static String asked(AlertTransition t) {
    String whom =
        t.escalation() == null
            ? "nobody"
            : t.escalation().to().stream()
                .map(AlertTransition.Recipient::role)
                .collect(Collectors.joining(" "));
    return (t.ward() + " " + t.cause() + " " + (t.decided() - T) + " " + whom).strip();
  }

  @Test
  void alert_thatHasAskedSomebody_goesUpTheLadderOfTheNewWard() {
    Bedside bed =
        raised(HIGH, ladder("A", "high", 0, 600, "doctor"), ladder("B", "high", 0, 60, "chief"));

    bed.move(T + 31, "B");
    bed.advance(T + 1_000);

    assertThat(asked(bed))
        .containsExactly("A RAISED 1 nurse", "B ESCALATED 61 chief", "B ESCALATION_ENDED 901");
  }

  @Test
  void alert_thatHasAskedNobody_asksTheFirstOfTheNewWard_andTheOthersAtTheirDistance() {
    Bedside bed = raised(HIGH, NO_LADDER, ladder("B", "high", 0, 60, "chief"));

    bed.move(T + 31, "B");
    bed.advance(T + 1_000);

    assertThat(asked(bed))
        .containsExactly(
            "A RAISED 1 nobody",
            "B ESCALATED 32 nurse",
            "B ESCALATED 92 chief",
            "B ESCALATION_ENDED 932");
    assertThat(bed.episode().alerts()).containsExactly(bed.last());
  }

  @Test
  void firstOfTheNewWard_whoIsAskedLater_isAskedThen_whateverHappensMeanwhile() {
    Bedside bed = raised(HIGH, NO_LADDER, ladder("B", "high", 100, 160, "chief"));

    bed.move(T + 31, "B");
    long steps = VitalSigns.catalogue().get("spo2").toSteps(new BigDecimal("81"));
    Reading corrected = new Reading("spo2", "mon", T + 1, steps, Status.CORRECTED, 2, null);
    bed.record(T + 40, Bedside.readings(T + 40, corrected));
    bed.advance(T + 200);

    assertThat(asked(bed))
        .containsExactly(
            "A RAISED 1 nobody",
            "B AMENDED 40 nobody",
            "B ESCALATED 101 nurse",
            "B ESCALATED 161 chief");
  }

  @Test
  void low_thatComesIntoQuietHours_asksWhenTheyAreOver() {
    Bedside bed = raised(LOW, NO_LADDER, ladder("B", "low", 0, 60, "chief"));

    bed.move(T + 31, "B");
    bed.advance(T + 861);

    assertThat(asked(bed))
        .containsExactly("A RAISED 1 nobody", "B ESCALATED 800 nurse", "B ESCALATED 860 chief");
  }

  @Test
  void alert_thatSomebodyHasAnswered_asksNobody() {
    Bedside bed = raised(HIGH, NO_LADDER, ladder("B", "high", 0, 60, "chief"));
    bed.acknowledge(T + 20, bed.last().alert(), 1, null);

    bed.move(T + 31, "B");
    bed.advance(T + 1_000);

    assertThat(asked(bed)).containsExactly("A RAISED 1 nobody", "A ACKNOWLEDGED 20 nobody");
  }

  @Test
  void wardWithoutALadder_asksNobody_untilTheNextMove() {
    Bedside bed = raised(HIGH, NO_LADDER, ladder("B", "high", 0, 60, "chief"));

    bed.move(T + 31, "C");
    bed.advance(T + 100);
    bed.move(T + 101, "B");
    bed.advance(T + 110);

    assertThat(asked(bed)).containsExactly("A RAISED 1 nobody", "B ESCALATED 102 nurse");
  }

  private static String shifts(String ward, String change) {
    return "{\"ward\": \"%s\", \"shifts\": [\"%s\"]}".formatted(ward, change);
  }

  @Test
  void shelfOfHighPriority_endsWithTheShiftOfTheNewWard_whereThatIsSooner() {
    Bedside bed = raised(HIGH, shifts("A", "22:00"), shifts("B", "14:00"));
    bed.shelve(T + 20, bed.last().alert(), 1, T + 50_000, "comfort care, family present");
    long change = T + 800; // 14:00

    bed.move(T + 31, "B");

    assertThat(bed.last().ward()).isEqualTo("B");
    assertThat(bed.last().state()).isEqualTo(AlertTransition.State.SHELVED);
    assertThat(bed.last().by()).isEqualTo("nurse");
    assertThat(bed.last().quiet().until()).isEqualTo(change);
    bed.advance(change);
    assertThat(asked(bed))
        .containsExactly(
            "A RAISED 1 nobody",
            "A SHELVED 20 nobody",
            "B SHELVED 31 nobody",
            "B UNSHELVED 800 nobody");
  }

  @Test
  void shelfOfHighPriority_endsWithTheShift_whereItsWardSetsOtherTimes() {
    // given
    GovernanceTimeline governance = Rules.governance();
    governance.append(Rules.policyWithWards(2, T - 1, "[" + shifts("A", "22:00") + "]", HIGH), 0);
    governance.append(Rules.policyWithWards(3, T + 30, "[" + shifts("A", "14:00") + "]", HIGH), 0);
    Bedside bed = new Bedside(governance, true);
    bed.admit(T, MonitoringPlan.NONE);
    bed.reading(T + 1, "spo2", "80", T + 1);
    bed.shelve(T + 20, bed.last().alert(), 1, T + 50_000, "comfort care, family present");
    bed.reading(T + 29, "spo2", "80", T + 29);
    assertThat(bed.last().quiet().until()).isEqualTo(T + 29_600); // 22:00

    // when
    bed.reading(T + 31, "spo2", "80", T + 31);
    bed.reading(T + 32, "spo2", "80", T + 32);

    // then
    assertThat(bed.last().quiet().until()).isEqualTo(T + 800); // 14:00
    bed.advance(T + 800);
    assertThat(asked(bed))
        .containsExactly(
            "A RAISED 1 nobody",
            "A SHELVED 20 nobody",
            "A SHELVED 31 nobody",
            "A UNSHELVED 800 nobody");
  }

  @Test
  void shelf_thatEndsSooner_orIsOfLessThanHighPriority_staysAsItIs() {
    Bedside high = raised(HIGH, shifts("A", "14:00"), shifts("B", "22:00"));
    high.shelve(T + 20, high.last().alert(), 1, T + 50_000, "comfort care, family present");
    Bedside low = raised(LOW, shifts("A", "22:00"), shifts("B", "14:00"));
    low.shelve(T + 20, low.last().alert(), 1, T + 50_000, "comfort care, family present");

    high.move(T + 31, "B");
    low.move(T + 31, "B");

    assertThat(high.last().quiet().until()).isEqualTo(T + 800);
    assertThat(low.last().quiet().until()).isEqualTo(T + 50_000);
    high.advance(T + 800);
    assertThat(high.last().cause()).isEqualTo(AlertTransition.Cause.UNSHELVED);
  }
}
