package dev.vigil.app.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.supervise.LostRecords.Beginning;
import dev.vigil.jobs.log.KnownGaps;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class SupervisorTest extends SupervisedCluster {
  @Test
  void missingJob_isSubmittedFromItsNewestCheckpoint() throws IOException {
    // given
    String checkpoint = checkpoint("features");

    // when
    supervisor(Rebuild.NOTHING).compare();

    // then
    assertThat(cluster.submitted).containsExactly("features from " + checkpoint);
  }

  @Test
  void failingJob_isTriedEverMoreRarely() {
    // given
    Supervisor supervisor = supervisor(Rebuild.NOTHING);
    List<Integer> triesAt = new ArrayList<>();

    // when
    for (int second = 0; second <= 80; second += 5) {
      nanos = TimeUnit.SECONDS.toNanos(second);
      int before = cluster.submitted.size();
      supervisor.compare();
      if (cluster.submitted.size() > before) {
        triesAt.add(second);
      }
      cluster.fail("features", "java.io.IOException: disk full");
    }

    // then
    assertThat(triesAt).containsExactly(0, 5, 15, 35, 75);
    assertThat(supervisor.states().get("features"))
        .isEqualTo(new JobState("MISSING", "java.io.IOException: disk full", List.of()));
  }

  /** As if there were none to run. */
  @Test
  void clusterThatIsAwayFromTheStartOn_leavesNoJobUnsaid() {
    Supervisor supervisor = supervisor(Rebuild.NOTHING);
    cluster.error = new NoClassDefFoundError("away");

    supervisor.compareOrReport();

    assertThat(supervisor.states().get("features"))
        .isEqualTo(new JobState("UNKNOWN", "the cluster has not been asked yet", List.of()));
  }

  @Test
  void jobThatTheClusterDoesNotTake_isTriedEverMoreRarelyAndSaysWhy() {
    // given
    Supervisor supervisor = supervisor(Rebuild.NOTHING);
    cluster.refusal = "a class is missing";
    List<Integer> triesAt = new ArrayList<>();

    // when
    for (int second = 0; second <= 80; second += 5) {
      nanos = TimeUnit.SECONDS.toNanos(second);
      int before = cluster.asked;
      supervisor.compare();
      if (cluster.asked > before) {
        triesAt.add(second);
      }
      assertThat(supervisor.states().get("features").reason()).contains("a class is missing");
    }
    cluster.refusal = null;
    nanos = TimeUnit.SECONDS.toNanos(155);
    supervisor.compare();
    supervisor.compare();

    // then
    assertThat(triesAt).containsExactly(0, 5, 15, 35, 75);
    assertThat(supervisor.states().get("features").reason()).isEmpty();
  }

  @Test
  void jobThatFailsFromItsCheckpointAgainAndAgain_saysHowToDoWithout() throws IOException {
    // given
    checkpoint("features");
    Supervisor supervisor = supervisor(Rebuild.NOTHING);
    List<String> reasons = new ArrayList<>();

    // when
    for (int minute = 0; minute < 4; minute++) {
      nanos = TimeUnit.MINUTES.toNanos(minute);
      supervisor.compare();
      reasons.add(supervisor.states().get("features").reason());
      cluster.fail("features", "java.io.EOFException");
    }

    // then
    assertThat(cluster.submitted).as("tried all the same").hasSize(4);
    assertThat(reasons.subList(0, 3))
        .containsExactly("", "java.io.EOFException", "java.io.EOFException");
    assertThat(reasons.get(3))
        .isEqualTo(
            "java.io.EOFException (again and again; if that is because its checkpoint is damaged,"
                + " stop what submits the jobs, ./vigil up or ./vigil supervisor, and start it"
                + " with --rebuild-state features)");
  }

  @Test
  void tooFewSlots_areSaidWithTheRemedy() {
    assertThat(FlinkCluster.withRemedy("x.NoResourceAvailableException: no resources"))
        .startsWith("x.NoResourceAvailableException: no resources")
        .contains("./vigil model retire");
    assertThat(FlinkCluster.withRemedy("disk full")).isEqualTo("disk full");
  }

  @Test
  void jobToBeRebuilt_beginsAnewOnce_andNoOther() throws IOException {
    // given
    plan = List.of(job("features"), job("alerts"));
    checkpoint("features");
    String kept = checkpoint("alerts");
    Supervisor supervisor = supervisor(Rebuild.of("features"));

    // when
    supervisor.compare();
    String made = checkpoint("features");
    cluster.fail("features", "a hiccup");
    nanos = TimeUnit.MINUTES.toNanos(1);
    supervisor.compare();

    // then
    assertThat(cluster.submitted)
        .containsExactly(
            "features from its beginning", "alerts from " + kept, "features from " + made);
  }

  @Test
  void jobsRebuiltOverALogWithoutItsBeginning_sayWhatTheyDontKnow() {
    // given
    plan = List.of(job("alerts"), job("history"), job("scoring-00"));
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    trimmed.put(new TopicPartition(Topics.PATIENTS, 1), new Beginning(9, noon));

    // when
    Supervisor supervisor = supervisor(Rebuild.EVERYTHING);
    supervisor.compare();

    // then
    assertThat(supervisor.losses()).containsOnlyKeys("alerts");
    assertThat(supervisor.losses().get("alerts"))
        .startsWith(
            "Job alerts has begun anew, and of what was appended before 2026-03-01T12:00:00Z")
        .endsWith("ends only with the patient's next one: look at these patients.");
  }

  @Test
  void jobsWithoutACheckpoint_overALogWithoutItsBeginning_sayItOnceTheyRunAndTheLogAnswers() {
    // given
    plan = List.of(job("alerts"));
    trimmed.put(new TopicPartition(Topics.PATIENTS, 1), new Beginning(9, Instant.EPOCH));
    Supervisor supervisor = supervisor(Rebuild.NOTHING);
    cluster.refusal = "a class is missing";

    // when
    supervisor.compareOrReport();

    // then
    assertThat(supervisor.losses()).as("not begun yet").isEmpty();

    // when it is taken while Kafka is away
    cluster.refusal = null;
    logAway = new TimeoutException("away");
    nanos = TimeUnit.MINUTES.toNanos(1);
    supervisor.compareOrReport();

    // then
    assertThat(supervisor.states().get("alerts").status()).isEqualTo("SUBMITTED");
    assertThat(supervisor.losses()).isEmpty();

    // when
    logAway = null;
    supervisor.compareOrReport();

    // then
    assertThat(supervisor.losses()).containsOnlyKeys("alerts");
    assertThat(supervisor.losses().get("alerts")).startsWith("Job alerts has begun anew");
  }

  @Test
  void jobToBeRebuilt_thatRuns_isCancelledBeforeItsCheckpointsAreForgotten() throws IOException {
    // given
    checkpoint("features");
    JobID former = cluster.submit(plan.get(0).job(), "of another process", KnownGaps.NONE);
    Supervisor supervisor = supervisor(Rebuild.EVERYTHING);

    // when
    supervisor.compare();

    // then
    assertThat(cluster.cancelled).containsExactly(former);
    assertThat(supervisor.states().get("features").status()).isEqualTo("REBUILDING");

    // when
    checkpoint("features"); // its last one, completed while it was cancelled
    supervisor.compare();

    // then
    assertThat(cluster.submitted).last().isEqualTo("features from its beginning");
  }

  @Test
  void jobThatIsNotWanted_isCancelled_butNotSomebodyElses() {
    // given
    JobID ours = cluster.submit(job("scoring-00").job(), null, KnownGaps.NONE);
    cluster.submit(job("somebody-elses").job(), null, KnownGaps.NONE);

    // when
    supervisor(Rebuild.NOTHING).compare();

    // then
    assertThat(cluster.cancelled).containsExactly(ours);
  }

  @Test
  void jobThatRunsTwice_isCancelledButForItsFirstRun() {
    // given a submission that was taken after it had seemed to fail
    JobID first = cluster.submit(plan.get(0).job(), null, KnownGaps.NONE);
    JobID second = cluster.submit(plan.get(0).job(), null, KnownGaps.NONE);

    // when
    supervisor(Rebuild.NOTHING).compare();

    // then
    assertThat(cluster.cancelled).containsExactly(second).doesNotContain(first);
  }

  @Test
  void jobThatCantBeCancelled_holdsUpNoOther() {
    // given
    cluster.submit(job("scoring-00").job(), null, KnownGaps.NONE);
    cluster.cancelRefusal = "it is gone";

    // when
    supervisor(Rebuild.NOTHING).compare();

    // then
    assertThat(cluster.submitted).last().isEqualTo("features from its beginning");
  }

  @Test
  void errorOnComparing_endsNoComparison() {
    // given
    Supervisor supervisor = supervisor(Rebuild.NOTHING);
    cluster.error = new NoClassDefFoundError("a jar is being replaced");

    // when
    supervisor.compareOrReport();
    cluster.error = null;
    supervisor.compareOrReport();

    // then
    assertThat(cluster.submitted).containsExactly("features from its beginning");
  }

  @Test
  void rebuildOfAnUnknownJob_isWrongUsage() {
    assertThatThrownBy(() -> Rebuild.of("feature"))
        .isInstanceOf(VigilException.class)
        .hasMessageStartingWith("--rebuild-state is feature, expected features, alerts");
  }
}
