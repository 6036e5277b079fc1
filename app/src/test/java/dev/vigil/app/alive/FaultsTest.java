package dev.vigil.app.alive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.app.notify.Dropped;
import dev.vigil.app.notify.Owing;
import dev.vigil.app.notify.Refused;
import dev.vigil.app.notify.Trouble;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.fold.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final JobState RUNS = new JobState("RUNNING", "", List.of());
  private static final long NOW = 10_000;
  private static final int PATIENCE = 30;

  private final JobFaults jobs = new JobFaults(PATIENCE);

  @Test
  void jobThatDoesNotRun_isAFaultAfterItsTime_andNoneOnceItRuns() {
    JobState missing = new JobState("MISSING", "no slots", List.of());
    assertThat(look(RUNS, NOW, 0)).isEmpty();

    assertThat(look(missing, NOW, 0)).isEmpty();
    assertThat(jobs.isInDoubt("job/alerts")).as("neither stalled nor well").isTrue();
    assertThat(look(missing, NOW, PATIENCE - 1)).isEmpty();
    assertThat(look(missing, NOW, PATIENCE))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.key()).isEqualTo("job/alerts/stalled");
              assertThat(fault.because()).contains("MISSING (no slots)");
              assertThat(fault.breaksChain()).isTrue();
            });
    assertThat(look(RUNS, NOW, PATIENCE + 1)).isEmpty();
    assertThat(jobs.isInDoubt("job/alerts")).isFalse();
    assertThat(look(missing, NOW, PATIENCE + 2)).as("its time begins anew").isEmpty();
  }

  @Test
  void jobThatGoesOnBehindAGap_isAFaultThatBreaksNoChain() {
    assertThat(JobFaults.losses(Map.of("alerts", "lost since noon")))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.key()).isEqualTo("job/alerts/records-lost");
              assertThat(fault.priority()).isEqualTo(Priority.HIGH);
              assertThat(fault.because()).isEqualTo("lost since noon");
              assertThat(fault.breaksChain()).isFalse();
            });
    assertThat(JobFaults.losses(Map.of())).isEmpty();
  }

  @Test
  void gatewayWithoutASign_isAFaultAfterItsTime_andNoneOnceItBeatsOrHasLeft() {
    GatewayFaults gateways = new GatewayFaults(PATIENCE);
    Map<String, Long> silent = Map.of("gateway-1", NOW, "gateway-2", NOW - PATIENCE - 1);

    assertThat(gateways.look(Map.of("gateway-2", NOW - PATIENCE), NOW, 0)).isEmpty();
    assertThat(gateways.look(silent, NOW, 1)).as("just missed").isEmpty();
    assertThat(gateways.isInDoubt("gateway/gateway-2")).as("neither silent nor well").isTrue();
    assertThat(gateways.isInDoubt("gateway/gateway-1")).isFalse();
    assertThat(gateways.look(silent, NOW, 1 + GatewayFaults.SETTLE_SECONDS))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.key()).isEqualTo("gateway/gateway-2/silent");
              assertThat(fault.priority()).isEqualTo(Priority.HIGH);
              assertThat(fault.breaksChain()).as("the others go on").isFalse();
            });
    assertThat(gateways.look(Map.of("gateway-2", NOW), NOW, 7)).isEmpty();
    assertThat(gateways.look(silent, NOW, 8)).as("its time begins anew").isEmpty();
    assertThat(gateways.look(Map.of(), NOW, 100)).isEmpty();
  }

  @Test
  void jobThatHasNotBegun_hasTheTimeThatAStartTakes() {
    assertThat(look(RUNS, Ticks.NONE, 0)).isEmpty();
    assertThat(look(RUNS, Ticks.NONE, JobFaults.START_SECONDS - 1)).isEmpty();
    assertThat(look(RUNS, Ticks.NONE, JobFaults.START_SECONDS)).isNotEmpty();
  }

  @Test
  void jobThatRunsAndIsBehind_isAFaultToo() {
    JobFaults others = new JobFaults(PATIENCE);
    others.look(Map.of("scoring-x", RUNS), job -> NOW, NOW, 0);
    others.look(Map.of("scoring-x", RUNS), job -> NOW - 31, NOW, 0);
    List<Fault> behind = others.look(Map.of("scoring-x", RUNS), job -> NOW - 31, NOW, PATIENCE);
    assertThat(behind)
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.because()).contains("more than 30 s behind");
              assertThat(fault.priority()).isEqualTo(Priority.MEDIUM);
              assertThat(fault.breaksChain()).as("alerts by limits go on").isFalse();
            });
    assertThat(others.look(Map.of("scoring-x", RUNS), job -> NOW - 30, NOW, 2 * PATIENCE))
        .isEmpty();
  }

  @Test
  void channel_isDeadAfterItsTime_andBreaksTheChainOnlyWhereNoOtherLeadsOut() {
    Map<String, Optional<Trouble>> states =
        Map.of(
            "log",
            Optional.empty(),
            "email",
            Optional.empty(),
            "webhook",
            Optional.of(new Trouble(NOW - 120, "http-503")));

    assertThat(channels(states, List.of("email", "webhook"), NOW - 1)).isEmpty();
    assertThat(channels(states, List.of("email", "webhook"), NOW))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.key()).isEqualTo("channel/webhook/undelivered");
              assertThat(fault.because()).contains("http-503");
              assertThat(fault.breaksChain()).isFalse();
            });
    assertThat(channels(states, List.of("webhook"), NOW))
        .singleElement()
        .matches(Fault::breaksChain);
  }

  @Test
  void oneMessageThatIsTriedInVain_isToldToo_andBreaksNoChainWhileOthersGetThrough() {
    List<String> alone = List.of("webhook");

    assertThat(channels(stuck(NOW - 119), alone, NOW))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.key()).isEqualTo("channel/webhook/undelivered");
              assertThat(fault.because()).contains("http-500", "others get through");
              assertThat(fault.breaksChain()).isFalse();
            });
    assertThat(channels(stuck(NOW - 120), alone, NOW))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.because())
                  .contains("has not delivered since " + Instant.ofEpochSecond(NOW - 120));
              assertThat(fault.breaksChain()).isTrue();
            });
  }

  private static Map<String, Optional<Trouble>> stuck(long passed) {
    return Map.of("webhook", Optional.of(new Trouble(NOW - 300, "http-500", passed)));
  }

  @Test
  void whatWaitsForSomebody_isAFault_ofHighAlertsAnother_andOfAChannelThatIsGone() {
    Refused low = new Refused(3, 0, NOW - 90, true);
    Refused high = new Refused(3, 1, NOW - 90, true);
    Refused leftBehind = new Refused(3, 0, NOW - 90, false);

    assertThat(ChannelFaults.refused(Map.of("email", low)))
        .extracting(Fault::key, Fault::priority)
        .containsExactly(tuple("channel/email/letters/refused", Priority.MEDIUM));
    assertThat(ChannelFaults.refused(Map.of("email", high)))
        .extracting(Fault::key, Fault::priority, Fault::breaksChain)
        .containsExactly(
            tuple("channel/email/letters/refused", Priority.MEDIUM, false),
            tuple("channel/email/letters/refused-high", Priority.HIGH, false));
    assertThat(ChannelFaults.refused(Map.of("email", high)))
        .extracting(Fault::count)
        .as("one more high alert is told of anew")
        .containsExactly(0, 1);
    assertThat(ChannelFaults.refused(Map.of("fhir", leftBehind)))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.key()).isEqualTo("channel/fhir/letters/not-configured");
              assertThat(fault.priority()).isEqualTo(Priority.MEDIUM);
              assertThat(fault.because()).startsWith("Channel fhir is configured no more");
            });
  }

  @Test
  void deadChannel_namesTheRemedy_whereItsFailureHasOne() {
    Map<String, Optional<Trouble>> states =
        Map.of("email", Optional.of(new Trouble(NOW - 120, "certificate-not-trusted")));

    assertThat(channels(states, List.of("email"), NOW))
        .singleElement()
        .satisfies(fault -> assertThat(fault.remedy()).contains("email.authorities"));
  }

  @Test
  void readersWhoAreNotReached_areAFaultAfterTenMinutes_thatTheChannelItselfCanTell() {
    Map<String, Owing> owing = Map.of("email", new Owing(2, NOW - 600, "smtp-452"));
    Map<String, Owing> shorter = Map.of("email", new Owing(2, NOW - 599, "smtp-452"));

    assertThat(ChannelFaults.look(Map.of(), shorter, List.of("email"), Duration.ZERO, 120, NOW))
        .isEmpty();
    assertThat(ChannelFaults.look(Map.of(), owing, List.of("email"), Duration.ZERO, 120, NOW))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.subject()).isEqualTo("channel/email/readers");
              assertThat(fault.because()).startsWith("2 of those").contains("smtp-452");
              assertThat(fault.breaksChain()).isFalse();
            });
  }

  @Test
  void whatThereWasNoRoomFor_isAFaultForADay_ofHighPriorityAnother() {
    Dropped low = new Dropped(3, 0, NOW - 90_000, NOW - 86_400);
    Dropped high = new Dropped(3, 1, NOW - 90_000, NOW);
    Dropped longAgo = new Dropped(3, 1, NOW - 90_000, NOW - 86_401);

    assertThat(ChannelFaults.dropped(Map.of("email", low), NOW))
        .extracting(Fault::key)
        .containsExactly("channel/email/letters/dropped");
    assertThat(ChannelFaults.dropped(Map.of("email", high), NOW))
        .extracting(Fault::key, Fault::priority, Fault::breaksChain)
        .containsExactly(
            tuple("channel/email/letters/dropped", Priority.MEDIUM, false),
            tuple("channel/email/letters/dropped-high", Priority.HIGH, false));
    assertThat(ChannelFaults.dropped(Map.of("email", longAgo), NOW)).isEmpty();
  }

  @Test
  void channelThatDoesNotLookAtTheLog_breaksTheChain() {
    assertThat(ChannelFaults.look(Map.of(), Map.of(), List.of(), Duration.ofSeconds(121), 120, NOW))
        .singleElement()
        .matches(Fault::breaksChain);
  }

  private List<Fault> look(JobState state, long passed, long monotonic) {
    return jobs.look(Map.of("alerts", state), job -> passed, NOW, monotonic);
  }

  private static List<Fault> channels(
      Map<String, Optional<Trouble>> states, List<String> leadingOut, long now) {
    return ChannelFaults.look(states, Map.of(), leadingOut, Duration.ZERO, 120, now);
  }
}
