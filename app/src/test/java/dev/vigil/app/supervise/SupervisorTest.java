package dev.vigil.app.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.Checkpoints;
import dev.vigil.app.runtime.FlinkJobs;
import dev.vigil.app.supervise.Supervisor.JobState;
import dev.vigil.jobs.VigilJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  private static final String OUT_OF_RANGE =
      "org.apache.kafka.clients.consumer.OffsetOutOfRangeException: Fetch position 7";

  @TempDir private Path folder;
  private final FakeCluster cluster = new FakeCluster();
  private List<PlannedJob> plan = List.of(job("features"));
  private long nanos;

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
  void tooFewSlots_areSaidWithTheRemedy() {
    assertThat(FlinkCluster.withRemedy("x.NoResourceAvailableException: no resources"))
        .startsWith("x.NoResourceAvailableException: no resources")
        .contains("./vigil model retire");
    assertThat(FlinkCluster.withRemedy("disk full")).isEqualTo("disk full");
  }

  @Test
  void logShorterThanTheCheckpoint_endsTheTriesAndNamesJobAndRemedy() throws IOException {
    // given
    checkpoint("features");
    Supervisor supervisor = supervisor(Rebuild.NOTHING);
    supervisor.compare();
    cluster.fail("features", OUT_OF_RANGE);

    // when
    for (int minute = 1; minute < 60; minute++) {
      nanos = TimeUnit.MINUTES.toNanos(minute);
      supervisor.compare();
    }

    // then
    assertThat(cluster.submitted).hasSize(1);
    JobState state = supervisor.states().get("features");
    assertThat(state.status()).isEqualTo("GIVEN_UP");
    assertThat(state.reason())
        .contains("job features")
        .endsWith("./vigil up --rebuild-state features.");
  }

  @Test
  void jobGivenUp_isTriedOnceByTheNextStart() throws IOException {
    // given a cluster that remembers the failure of a run that another process has submitted
    checkpoint("features");
    cluster.submit(plan.get(0).job(), null);
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
  void jobToBeRebuilt_thatRuns_isCancelledBeforeItsCheckpointsAreForgotten() throws IOException {
    // given
    checkpoint("features");
    JobID former = cluster.submit(plan.get(0).job(), "of another process");
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

    // when
    plan = List.of(scoring(2));
    supervisor.compare();

    // then
    assertThat(cluster.submitted).hasSize(6);
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

  private static PlannedJob scoring(int entries) {
    return new PlannedJob(job("scoring-00").job(), List.of("sepsis:1"), entries);
  }

  @Test
  void jobThatIsNotWanted_isCancelled_butNotSomebodyElses() {
    // given
    JobID ours = cluster.submit(job("scoring-00").job(), null);
    cluster.submit(job("somebody-elses").job(), null);

    // when
    supervisor(Rebuild.NOTHING).compare();

    // then
    assertThat(cluster.cancelled).containsExactly(ours);
  }

  @Test
  void rebuildOfAnUnknownJob_isWrongUsage() {
    assertThatThrownBy(() -> Rebuild.of("feature"))
        .isInstanceOf(VigilException.class)
        .hasMessageStartingWith("--rebuild-state is feature, expected features, alerts");
  }

  private Supervisor supervisor(Rebuild rebuild) {
    return new Supervisor(cluster, () -> plan, new Checkpoints(folder), rebuild, () -> nanos);
  }

  private static PlannedJob job(String name) {
    return PlannedJob.of(
        new VigilJob() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public void define(StreamExecutionEnvironment env) {
            throw new AssertionError("nothing is really submitted here");
          }
        });
  }

  private String checkpoint(String job) throws IOException {
    Path made = folder.resolve(job).resolve(new JobID().toHexString()).resolve("chk-1/_metadata");
    Files.createDirectories(made.getParent());
    Files.writeString(made, "state");
    return made.getParent().toUri().toString();
  }

  private static final class FakeCluster implements Cluster {
    final List<String> submitted = new ArrayList<>();
    final List<JobID> cancelled = new ArrayList<>();
    private final List<FlinkJobs.Job> runs = new ArrayList<>();
    private final Map<JobID, String> causes = new HashMap<>();
    @Nullable String refusal;
    int asked;

    @Override
    public List<FlinkJobs.Job> list() {
      return List.copyOf(runs);
    }

    @Override
    public JobID submit(VigilJob job, @Nullable String checkpoint) {
      asked++;
      if (refusal != null) {
        throw new IllegalStateException(refusal);
      }
      submitted.add(job.name() + " from " + (checkpoint == null ? "its beginning" : checkpoint));
      JobID id = new JobID();
      runs.add(new FlinkJobs.Job(id, job.name(), JobStatus.RUNNING, runs.size()));
      return id;
    }

    @Override
    public void cancel(JobID id) {
      cancelled.add(id);
      end(id, JobStatus.CANCELED);
    }

    @Override
    public Optional<String> failureCause(JobID id) {
      return Optional.ofNullable(causes.get(id));
    }

    void fail(String name, String cause) {
      runs.stream()
          .filter(run -> run.name().equals(name) && run.isAlive())
          .findFirst()
          .ifPresent(
              run -> {
                end(run.id(), JobStatus.FAILED);
                causes.put(run.id(), cause);
              });
    }

    private void end(JobID id, JobStatus status) {
      runs.replaceAll(
          run ->
              run.id().equals(id)
                  ? new FlinkJobs.Job(id, run.name(), status, run.startMillis())
                  : run);
    }
  }
}
