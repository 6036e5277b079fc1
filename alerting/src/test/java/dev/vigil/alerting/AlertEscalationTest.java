package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Command.Terms;
import org.junit.jupiter.api.Test;

/** Whom an alert asks when nobody answers. */
class AlertEscalationTest extends AlertLife {
  @Test
  void high_thatNobodyAnswers_goesUpTheLadder_andSaysWhenNobodyIsLeft() {
    spo2(0, "80");
    bed.advance(T + 1000);

    assertThat(states())
        .containsExactly("RAISED ACTIVE 0", "ESCALATED ACTIVE 60", "ESCALATION_ENDED ACTIVE 300");
    assertThat(bed.transitions().get(0).escalation().to())
        .extracting(AlertTransition.Recipient::contact)
        .containsExactly("n1@ward.example");
    assertThat(bed.transitions().get(1).escalation().to())
        .extracting(r -> r.role() + " " + r.person())
        .containsExactly("physician null");
    assertThat(bed.last().escalation().over()).isTrue();
  }

  @Test
  void high_thatIsAnswered_asksNobodyElse_untilItAsksAgain() {
    spo2(0, "80");
    bed.acknowledge(T + 30, bed.last().alert(), 1, new Terms(T + 500, null, false));
    bed.advance(T + 560);

    assertThat(states())
        .containsExactly(
            "RAISED ACTIVE 0",
            "ACKNOWLEDGED ACKNOWLEDGED 30",
            "RE_RAISED ACTIVE 500",
            "ESCALATED ACTIVE 560");
  }
}
