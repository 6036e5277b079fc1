package dev.vigil.app.supervise;

import dev.vigil.app.runtime.Checkpoints;
import dev.vigil.jobs.VigilJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor before a cluster that only remembers what it was asked. */
abstract class SupervisedCluster {
  @TempDir private Path folder;
  final FakeCluster cluster = new FakeCluster();
  List<PlannedJob> plan = List.of(job("features"));
  final Map<TopicPartition, LostRecords.Beginning> trimmed = new HashMap<>();
  @Nullable RuntimeException logAway;
  long nanos;

  Supervisor supervisor(Rebuild rebuild) {
    LostRecords lost = new LostRecords(this::beginnings);
    return new Supervisor(cluster, () -> plan, new Checkpoints(folder), rebuild, lost, () -> nanos);
  }

  private Map<TopicPartition, LostRecords.Beginning> beginnings() {
    if (logAway != null) {
      throw logAway;
    }
    return trimmed;
  }

  static PlannedJob job(String name) {
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

  static PlannedJob scoring(int entries) {
    return new PlannedJob(job("scoring-00").job(), List.of("sepsis:1"), entries);
  }

  String checkpoint(String job) throws IOException {
    Path made = folder.resolve(job).resolve(new JobID().toHexString()).resolve("chk-1/_metadata");
    Files.createDirectories(made.getParent());
    Files.writeString(made, "state");
    return made.getParent().toUri().toString();
  }
}
