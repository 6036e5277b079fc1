package dev.vigil.app.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.supervise.Supervisor.JobState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
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
  void jobThatCannotBeCancelled_holdsUpNoOther() {
    // given
    cluster.submit(job("scoring-00").job(), null);
    cluster.cancelsNothing = true;

    // when
    supervisor(Rebuild.NOTHING).compare();

    // then
    assertThat(cluster.submitted).last().isEqualTo("features from its beginning");
  }

  @Test
  void rebuildOfAnUnknownJob_isWrongUsage() {
    assertThatThrownBy(() -> Rebuild.of("feature"))
        .isInstanceOf(VigilException.class)
        .hasMessageStartingWith("--rebuild-state is feature, expected features, alerts");
  }
}
