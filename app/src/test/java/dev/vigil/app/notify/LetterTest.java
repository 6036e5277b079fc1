package dev.vigil.app.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose a message is that was refused. */
class LetterTest {
  private static final Delivery REFUSED = new Delivery(Outcome.REFUSED, 1, "http-422");
  private static final Letter OF_WARD_A =
      Letter.refused("mail", "x/1", Transitions.of("p1", "x", 1, State.ACTIVE), REFUSED, 100);
  private static final Letter OF_VIGIL =
      Letter.refused(
          "mail",
          "technical/job/alerts/stalled/1",
          TechnicalAlert.raised(null, "job/alerts", "stalled", Priority.HIGH, 100, "so", "Look."),
          REFUSED,
          100);

  @Test
  void letter_isOfThoseOfItsAlertsWard() {
    assertThat(OF_WARD_A.isOf(admin(Set.of("a", "c")))).isTrue();
    assertThat(OF_WARD_A.isOf(admin(Set.of("b")))).isFalse();
    assertThat(OF_WARD_A.isOf(admin(Set.of()))).isFalse();
    assertThat(OF_WARD_A.isOf(Caller.ofAll("anna"))).isTrue();
  }

  @Test
  void letterAboutVigilItself_isOfThoseOfAllWards() {
    assertThat(OF_VIGIL.isOf(admin(Set.of("a")))).isFalse();
    assertThat(OF_VIGIL.isOf(Caller.ofAll("anna"))).isTrue();
  }

  private static Caller admin(Set<String> wards) {
    return new Caller("a.lin", Set.of(Role.ADMIN), wards);
  }
}
