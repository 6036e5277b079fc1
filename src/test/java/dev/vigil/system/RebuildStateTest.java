package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.supervise.Rebuild;
import dev.vigil.app.verify.VerifyReport;
import dev.vigil.jobs.AlertsJob;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way out when a job's checkpoint can't be gone on from: fold the log again. */
class RebuildStateTest {
  @TempDir private Path folder;

  @Test
  void rebuiltJobs_sendNothingButWhatTheyHadSent() {
    // given
    try (TestWorld before = TestWorld.realTime(folder)) {
      raiseAnAlert(before);
    }

    // when
    try (TestWorld after = TestWorld.rebuilding(folder, Rebuild.EVERYTHING)) {
      after.awaitPassed(after.world().clock().getAsLong());

      // then
      VerifyReport report = after.requireVerified();
      assertThat(report.transitions()).isPositive();
      assertThat(records(after, Topics.ALERTS))
          .as("alerts sent again, with the numbers that they had")
          .isGreaterThanOrEqualTo(2 * report.transitions());
    }
  }

  /** docs/OPERATIONS.md, Backup. */
  @Test
  void copyWithoutCheckpoints_hasPatientsAlertsAndHistory_andAlertsNobodyTwice() throws Exception {
    // given
    List<TopicsOf.Raise> raised;
    try (TestWorld before = TestWorld.realTime(folder.resolve("kept"))) {
      raiseAnAlert(before);
      raised = before.topics().raises();
      await("readings are stored")
          .atMost(TestWorld.PATIENCE)
          .until(() -> before.world().store().countReadings() == 2);
    }
    assertThat(raised).isNotEmpty();

    // when
    Path copy = folder.resolve("copy");
    Folders.copy(folder.resolve("kept"), copy);
    Folders.delete(copy.resolve("checkpoints"));
    try (TestWorld restored = TestWorld.realTime(copy)) {
      restored.awaitPassed(restored.world().clock().getAsLong() + 1);

      // then
      assertThat(restored.world().patients().find("ann")).isNotNull();
      assertThat(restored.topics().raises()).isEqualTo(raised);
      assertThat(restored.world().store().countReadings()).isEqualTo(2);
      assertThat(restored.requireVerified().transitions()).isPositive();
    }
  }

  @Test
  void logShorterThanTheCheckpoint_isGivenUpByName_andRebuilt() throws Exception {
    // given a log that was lost, but for the checkpoints
    try (TestWorld before = TestWorld.realTime(folder)) {
      long now = before.world().clock().getAsLong();
      before.admit("ann", MonitoringPlan.NONE);
      before.send("ann", "spo2", "97", now);
      before.awaitPassed(now + 1);
      before.awaitCheckpoint(FeaturesJob.NAME);
    }
    Folders.delete(folder.resolve("kafka"));

    // when
    try (TestWorld shorter = TestWorld.realTime(folder)) {
      JobState features = shorter.awaitState(FeaturesJob.NAME, "GIVEN_UP");

      // then
      assertThat(features.reason())
          .contains("job features")
          .endsWith("start it with --rebuild-state features.");
    }

    // when
    try (TestWorld rebuilt = TestWorld.rebuilding(folder, Rebuild.EVERYTHING)) {

      // then
      rebuilt.awaitState(FeaturesJob.NAME, "RUNNING");
      rebuilt.awaitPassed(rebuilt.world().clock().getAsLong());
      rebuilt.requireVerified();
    }
  }

  private static long records(TestWorld world, String topic) {
    long[] records = new long[1];
    try (TopicTail tail = TopicTail.fromBeginning(world.world().bootstrap(), List.of(topic))) {
      tail.readToEnd(record -> records[0]++);
    }
    return records[0];
  }

  /**
   * Of a limit that has been passed for longer than its delay of 20 s, and waits for checkpoints.
   */
  private static void raiseAnAlert(TestWorld world) {
    world.admit("ann", MonitoringPlan.NONE);
    long now = world.world().clock().getAsLong();
    world.send("ann", "spo2", "70", now - 25);
    world.send("ann", "spo2", "70", now);
    world.awaitPassed(now + 1);
    world.awaitCheckpoint(FeaturesJob.NAME);
    world.awaitCheckpoint(AlertsJob.NAME);
  }
}
