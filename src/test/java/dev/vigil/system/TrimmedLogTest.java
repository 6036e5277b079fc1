package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.dashboard.registry.Discharge;
import dev.vigil.jobs.AlertsJob;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.jobs.HistoryJob;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Vigil that was away for longer than its log is kept. */
class TrimmedLogTest {
  private static final Set<String> JOBS = Set.of(FeaturesJob.NAME, AlertsJob.NAME, HistoryJob.NAME);

  @TempDir private Path folder;

  @Test
  void jobsWhoseNextRecordsAreGone_sayWhatIsLost_andGoOnWithWhatTheyKnew() throws Exception {
    // given an open alert, and records that no job has read and the log has no more
    Set<String> open;
    try (TestWorld before = TestWorld.realTime(folder)) {
      open = raiseAnAlert(before);
    }
    dropAllAfterOneMore();

    // when
    try (TestWorld after = TestWorld.realTime(folder)) {
      await("the jobs say what they have lost")
          .atMost(TestWorld.PATIENCE)
          .until(() -> after.world().supervisor().losses().keySet().containsAll(JOBS));
      after.awaitPassed(after.world().clock().getAsLong());

      // then
      assertThat(after.awaitState(AlertsJob.NAME, "RUNNING").reason())
          .startsWith("Job alerts was to go on at offset ")
          .contains(" of vigil.patients-", " is lost to it");
      await("technical alerts")
          .atMost(TestWorld.PATIENCE)
          .until(() -> technical(after).contains("job/alerts/records-lost"));
      PatientContext ann = after.world().patients().find("ann");
      after
          .world()
          .registry()
          .discharge("ann", new Discharge(ann.version(), null), "a test")
          .toCompletableFuture()
          .join();
      await("the alerts of before are ended, which only their own book can")
          .atMost(TestWorld.PATIENCE)
          .until(() -> resolved(after).containsAll(open));
    }
  }

  /** Gives the ids of all alerts that are open when no job has more to do. */
  private static Set<String> raiseAnAlert(TestWorld world) {
    world.admit("ann", MonitoringPlan.NONE);
    long now = world.world().clock().getAsLong();
    world.send("ann", "spo2", "70", now - 25);
    world.send("ann", "spo2", "70", now);
    world.awaitPassed(now + 1);
    JOBS.forEach(world::awaitCheckpoint);
    Set<String> open = ids(world, transition -> true);
    open.removeAll(resolved(world));
    assertThat(open).isNotEmpty();
    return open;
  }

  /** As its age does it to a whole log. */
  private void dropAllAfterOneMore() throws Exception {
    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(folder.resolve("kafka"), 0, BrokerSettings.defaults())) {
      Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap());
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      try (Admin admin = Admin.create(settings);
          KafkaProducer<byte[], byte[]> producer =
              new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
        int partitions = producer.partitionsFor(Topics.PATIENTS).size();
        for (int partition = 0; partition < partitions; partition++) {
          producer
              .send(new ProducerRecord<>(Topics.PATIENTS, partition, null, new byte[] {1}))
              .get();
          // To its end, whatever that is.
          all.put(
              new TopicPartition(Topics.PATIENTS, partition), RecordsToDelete.beforeOffset(-1L));
        }
        admin.deleteRecords(all).all().get();
      }
    }
  }

  private static List<String> technical(TestWorld world) {
    return world.world().technical().open().stream().map(alert -> alert.key()).toList();
  }

  private static Set<String> resolved(TestWorld world) {
    return ids(world, transition -> transition.state() == State.RESOLVED);
  }

  private static Set<String> ids(TestWorld world, Predicate<AlertTransition> wanted) {
    return world.topics().transitions().stream()
        .filter(wanted)
        .map(AlertTransition::alert)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
