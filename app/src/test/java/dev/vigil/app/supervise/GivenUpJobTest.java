package dev.vigil.app.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.supervise.LostRecords.Beginning;
import dev.vigil.jobs.log.KnownGaps;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Which jobs are tried no more, until when, and what is said of them. */
class GivenUpJobTest extends SupervisedCluster {
  private static final String OUT_OF_RANGE =
      "org.apache.kafka.clients.consumer.OffsetOutOfRangeException: Fetch position"
          + " FetchPosition{offset=7, offsetEpoch=Optional.empty, currentLeader=LeaderAndEpoch{"
          + "leader=Optional[127.0.0.1:9092 (id: 0 rack: null isFenced: false)], epoch=0}} is out"
          + " of range for partition vigil.patients-1";

  private static final TopicPartition PARTITION = new TopicPartition(Topics.PATIENTS, 1);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void logShorterThanTheCheckpoint_endsTheTriesAndNamesJobAndRemedy() throws IOException {
    // given
    checkpoint("features");
    trimmed.put(PARTITION, new Beginning(7, NOON)); // it has what is there, and nothing behind
    Supervisor supervisor = supervisor(Rebuild.NOTHING);
    supervisor.compare();
    cluster.fail("features", OUT_OF_RANGE);

    // when
    for (int minute = 1; minute < 60; minute++) {
      nanos = TimeUnit.MINUTES.toNanos(minute);
      supervisor.compare();
    }
    cluster.forgetRuns();
    supervisor.compare();

    // then
    assertThat(cluster.submitted).hasSize(1);
    JobState state = supervisor.states().get("features");
    assertThat(state.status()).isEqualTo("GIVEN_UP");
    assertThat(state.reason())
        .contains("job features")
        .endsWith("./vigil up or ./vigil supervisor, and start it with --rebuild-state features.");
  }

  @Test
  void givenUpJobThatMayGoOnAgain_isTriedAgain_alsoWhereTheClusterHasForgottenIt()
      throws IOException {
    // given
    String checkpoint = checkpoint("features");
    trimmed.put(PARTITION, new Beginning(7, NOON));
    Supervisor supervisor = supervisor(Rebuild.NOTHING);
    supervisor.compare();
    cluster.fail("features", OUT_OF_RANGE);
    supervisor.compare();
    assertThat(supervisor.states().get("features").status()).isEqualTo("GIVEN_UP");

    // when
    trimmed.put(PARTITION, new Beginning(9, NOON)); // now it is known what is lost
    cluster.refusal = "the JobManager is starting";
    nanos = TimeUnit.MINUTES.toNanos(1);
    supervisor.compare();
    cluster.forgetRuns();
    cluster.refusal = null;
    nanos = TimeUnit.MINUTES.toNanos(10);
    supervisor.compare();

    // then
    assertThat(cluster.submitted)
        .last()
        .isEqualTo("features from " + checkpoint + " behind {vigil.patients-1=9}");
  }

  @Test
  void logThatHasDroppedWhatIsNext_isSaid_andTheJobGoesOnBehindIt() throws IOException {
    // given
    String checkpoint = checkpoint("features");
    trimmed.put(PARTITION, new Beginning(9, NOON));
    Supervisor supervisor = supervisor(Rebuild.NOTHING);
    supervisor.compare();
    cluster.fail("features", OUT_OF_RANGE);

    // when
    nanos = TimeUnit.MINUTES.toNanos(1);
    supervisor.compare();
    supervisor.compare();

    // then
    assertThat(cluster.submitted)
        .containsExactly(
            "features from " + checkpoint,
            "features from " + checkpoint + " behind {vigil.patients-1=9}");
    JobState state = supervisor.states().get("features");
    assertThat(state.status()).isEqualTo("RUNNING");
    assertThat(state.reason())
        .startsWith("Job features was to go on at offset 7 of vigil.patients-1, but the log has")
        .contains("begins at 9: what was appended before 2026-03-01T12:00:00Z and not read");
    assertThat(supervisor.losses()).containsEntry("features", state.reason());
  }

  @Test
  void jobGivenUp_isTriedOnceByTheNextStart() throws IOException {
    // given a cluster that remembers the failure of a run that another process has submitted
    checkpoint("features");
    cluster.submit(plan.get(0).job(), null, KnownGaps.NONE);
    cluster.fail("features", OUT_OF_RANGE);

    // when
    Supervisor restarted = supervisor(Rebuild.NOTHING);
    restarted.compare();

    // then
    assertThat(cluster.submitted).hasSize(2);
  }

  @Test
  void unreadableState_isGivenUpToo() throws IOException {
    // given
    checkpoint("features");
    Supervisor supervisor = supervisor(Rebuild.NOTHING);
    supervisor.compare();
    cluster.fail(
        "features",
        "java.io.IOException: agenda version 9 is unknown, expected 1..2: start the Vigil that"
            + " wrote it, or rebuild with --rebuild-state");

    // when
    nanos = TimeUnit.MINUTES.toNanos(10);
    supervisor.compare();

    // then
    assertThat(cluster.submitted).hasSize(1);
    assertThat(supervisor.states().get("features").reason()).contains("agenda version 9");
  }

  @Test
  void scoringJobThatKeepsFailing_isGivenUpUntilTheLedgerSaysSomethingNewOfIt() {
    // given
    plan = List.of(scoring(1));
    Supervisor supervisor = supervisor(Rebuild.NOTHING);

    // when
    for (int minute = 0; minute < 60; minute++) {
      nanos = TimeUnit.MINUTES.toNanos(minute);
      supervisor.compare();
      cluster.fail("scoring-00", "BundleException: damaged");
    }

    // then
    assertThat(cluster.submitted).hasSize(5);
    JobState state = supervisor.states().get("scoring-00");
    assertThat(state.status()).isEqualTo("GIVEN_UP");
    assertThat(state.reason())
        .startsWith(
            "Job scoring-00 of sepsis:1 failed 5 times in a row (BundleException: damaged)");

    // when Flink forgets that they failed
    cluster.forgetRuns();
    nanos = TimeUnit.MINUTES.toNanos(120);
    supervisor.compare();

    // then
    assertThat(cluster.submitted).hasSize(5);
    assertThat(supervisor.states()).containsEntry("scoring-00", state);

    // when
    plan = List.of(scoring(2));
    supervisor.compare();

    // then
    assertThat(cluster.submitted).hasSize(6);
  }

  @Test
  void scoringJobThatLacksSlots_isNotGivenUp_andRunsOnceThereAreSome() {
    // given
    plan = List.of(scoring(1));
    Supervisor supervisor = supervisor(Rebuild.NOTHING);

    // when no TaskManager is there for nearly an hour
    for (int minute = 0; minute < 58; minute++) {
      nanos = TimeUnit.MINUTES.toNanos(minute);
      supervisor.compare();
      cluster.fail("scoring-00", "x.NoResourceAvailableException: no resources");
    }

    // then
    assertThat(supervisor.states().get("scoring-00").status()).isEqualTo("MISSING");
    assertThat(cluster.submitted).hasSizeBetween(10, 20);

    // when they are back, and the job has a hiccup of its own
    nanos = TimeUnit.MINUTES.toNanos(70);
    supervisor.compare();
    cluster.fail("scoring-00", "a hiccup");
    nanos = TimeUnit.MINUTES.toNanos(80);
    supervisor.compare();
    supervisor.compare();

    // then
    assertThat(supervisor.states().get("scoring-00").status()).isEqualTo("RUNNING");
  }

  @Test
  void scoringJobThatTheClusterDoesNotTake_isNotGivenUp() {
    // given
    plan = List.of(scoring(1));
    Supervisor supervisor = supervisor(Rebuild.NOTHING);
    cluster.refusal = "no answer within 60 s";

    // when
    for (int minute = 0; minute < 60; minute++) {
      nanos = TimeUnit.MINUTES.toNanos(minute);
      supervisor.compare();
    }
    cluster.refusal = null;
    nanos = TimeUnit.MINUTES.toNanos(70);
    supervisor.compare();

    // then
    assertThat(cluster.submitted).hasSize(1);
  }

  @Test
  void jobThatLivedForLong_isTriedAgainAsIfItHadNeverFailed() {
    // given
    plan = List.of(scoring(1));
    Supervisor supervisor = supervisor(Rebuild.NOTHING);

    // when it fails once an hour
    for (int minute = 0; minute <= 600; minute++) {
      nanos = TimeUnit.MINUTES.toNanos(minute);
      supervisor.compare();
      if (minute % 60 == 59) {
        cluster.fail("scoring-00", "a hiccup");
      }
    }

    // then
    assertThat(cluster.submitted).hasSize(11);
  }
}
