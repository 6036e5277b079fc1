package dev.vigil.app.alive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Priority;
import org.junit.jupiter.api.Test;

class ProcessFaultsTest {
  private static final int PATIENCE = 30;

  private final ProcessFaults notifier = new ProcessFaults(ProcessFaults.Of.NOTIFIER, PATIENCE);

  @Test
  void notifierThatFallsSilent_isAFaultThatBreaksTheChain_untilItIsBack() {
    assertThat(notifier.look(false, 0)).isEmpty();

    assertThat(notifier.look(true, 100)).as("just missed").isEmpty();
    assertThat(notifier.isMissed()).isTrue();
    assertThat(notifier.look(true, 100 + ProcessFaults.SETTLE_SECONDS))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.key()).isEqualTo("notifier/stalled");
              assertThat(fault.priority()).isEqualTo(Priority.HIGH);
              assertThat(fault.breaksChain()).isTrue();
            });
    assertThat(notifier.look(false, 110)).isEmpty();
    assertThat(notifier.isMissed()).isFalse();
    assertThat(notifier.look(true, 111)).as("its time begins anew").isEmpty();
  }

  @Test
  void notifierThatWasNotHeardYet_hasItsTimeFromTheStartOn() {
    assertThat(notifier.look(true, 100)).isEmpty();
    assertThat(notifier.look(true, 100 + PATIENCE - 1)).isEmpty();
    assertThat(notifier.look(true, 100 + PATIENCE)).hasSize(1);
  }

  @Test
  void whatWasSaidOfItAndItsChannels_isInDoubtWhileItIsMissed() {
    notifier.look(true, 0);
    assertThat(notifier.isInDoubt("notifier")).isTrue();
    assertThat(notifier.isInDoubt("channel/email")).isTrue();
    assertThat(notifier.isInDoubt("channel/email/readers")).isTrue();
    assertThat(notifier.isInDoubt("job/alerts")).isFalse();

    notifier.look(false, 1);
    assertThat(notifier.isInDoubt("notifier")).isFalse();
    assertThat(notifier.isInDoubt("channel/email")).isFalse();
  }

  /** Jobs go on without it, so people are told of patients. */
  @Test
  void supervisorThatFallsSilent_isAFault_andTheChainIsWhole() {
    ProcessFaults supervisor = new ProcessFaults(ProcessFaults.Of.SUPERVISOR, PATIENCE);
    supervisor.look(false, 0);
    supervisor.look(true, 100);

    assertThat(supervisor.look(true, 100 + ProcessFaults.SETTLE_SECONDS))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.key()).isEqualTo("supervisor/stalled");
              assertThat(fault.priority()).isEqualTo(Priority.MEDIUM);
              assertThat(fault.breaksChain()).isFalse();
            });
    assertThat(supervisor.isInDoubt("supervisor")).isTrue();
    assertThat(supervisor.isInDoubt("notifier")).isFalse();
    assertThat(supervisor.isInDoubt("channel/email")).isFalse();
  }
}
