package dev.vigil.app.alive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.app.config.ConfigReader;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.notify.Mandate;
import dev.vigil.app.notify.Notifications;
import dev.vigil.app.notify.Refused;
import dev.vigil.app.runtime.NoLog;
import dev.vigil.app.supervise.NoJobs;
import dev.vigil.dashboard.technical.TechnicalAlerts;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.TechnicalAlert;
import dev.vigil.schemas.fold.Ticks;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainWatchTest {
  private static final String NOWHERE = "127.0.0.1:1";
  private static final long NOW = 1_000;

  @TempDir private Path folder;
  private final TechnicalAlerts technical = new TechnicalAlerts(new NoLog<>());
  private @Nullable Error error;
  private boolean silent;

  /** A schedule ends for good with the first task that throws, and nobody would look any more. */
  @Test
  void lookThatMeetsAnError_isSaid_andTheNextOneSees() throws Exception {
    VigilConfig config = ConfigReader.read(null, Map.of(), Map.of());
    Notifications.Of of = new Notifications.Of(Ticks.World.RECORDED, () -> NOW);
    try (Notifications notifications =
            Notifications.start(
                config, folder, NOWHERE, of, URI.create("http://127.0.0.1/"), Mandate.OF_ITS_OWN);
        ChainWatch watch = new ChainWatch(config, parts(notifications))) {
      error = new NoClassDefFoundError("gone for a moment");

      watch.lookOrReport();
      assertThat(watch.faults()).containsExactly("the log can't be read");

      error = null;
      watch.lookOrReport();
      assertThat(watch.faults()).isEmpty();
    }
  }

  /** The first one's alert stands until the next start: nobody would hear of the second. */
  @Test
  void secondLossOfAJob_isRaisedAsTheFirstWas() throws Exception {
    VigilConfig config = ConfigReader.read(null, Map.of(), Map.of());
    Notifications.Of of = new Notifications.Of(Ticks.World.RECORDED, () -> NOW);
    try (Notifications notifications =
            Notifications.start(
                config, folder, NOWHERE, of, URI.create("http://127.0.0.1/"), Mandate.OF_ITS_OWN);
        ChainWatch watch = new ChainWatch(config, parts(notifications))) {
      watch.tell(JobFaults.losses(Map.of("alerts", "it begins at 9")), 100);
      watch.tell(JobFaults.losses(Map.of("alerts", "it begins at 9")), 102);
      assertThat(technical.open()).extracting(TechnicalAlert::sequence).containsExactly(1);

      watch.tell(JobFaults.losses(Map.of("alerts", "it begins at 19")), 200);
      watch.tell(JobFaults.losses(Map.of("alerts", "it begins at 19")), 202);

      TechnicalAlert second = technical.open().get(0);
      assertThat(technical.open()).hasSize(1);
      assertThat(second.key()).isEqualTo("job/alerts/records-lost");
      assertThat(second.sequence()).isEqualTo(2);
      assertThat(second.since()).isEqualTo(200);
      assertThat(second.because()).isEqualTo("it begins at 19");
    }
  }

  /** It was told as submitted, and runs since: nobody would be called while all is well. */
  @Test
  void whatASilentSupervisorSaidLast_isNotHeldAgainstAJob() {
    NoJobs supervisor =
        new NoJobs() {
          @Override
          public Map<String, JobState> states() {
            return Map.of("alerts", new JobState("SUBMITTED", "it had ended", List.of()));
          }

          @Override
          public boolean isSilent() {
            return silent;
          }
        };

    assertThat(ChainWatch.states(supervisor).get("alerts").status()).isEqualTo("SUBMITTED");
    silent = true;
    assertThat(ChainWatch.states(supervisor).get("alerts"))
        .isEqualTo(new JobState("RUNNING", "", List.of()));
  }

  /** With one old letter that nobody looked after, nobody heard of a further high alert. */
  @Test
  void furtherHighAlertThatIsRefused_isRaisedAsTheFirstWas() {
    for (Fault fault : ChannelFaults.refused(Map.of("email", new Refused(1, 1, 90, true)))) {
      fault.tell(technical, 100);
      fault.tell(technical, 1_000);
    }
    for (Fault fault : ChannelFaults.refused(Map.of("email", new Refused(2, 2, 90, true)))) {
      fault.tell(technical, 1_002);
      fault.tell(technical, 1_004);
    }

    assertThat(technical.open())
        .extracting(TechnicalAlert::condition, TechnicalAlert::sequence, TechnicalAlert::since)
        .containsExactly(tuple("refused", 1, 100L), tuple("refused-high", 2, 1_002L));
  }

  private ChainWatch.Parts parts(Notifications notifications) {
    return new ChainWatch.Parts(
        NOWHERE,
        new Notifications.Of(Ticks.World.RECORDED, this::now),
        new NoJobs(),
        notifications,
        technical);
  }

  private long now() {
    if (error != null) {
      throw error;
    }
    return NOW;
  }
}
