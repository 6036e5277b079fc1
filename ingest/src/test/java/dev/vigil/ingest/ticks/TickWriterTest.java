package dev.vigil.ingest.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.ingest.FakePatientLog;
import dev.vigil.ingest.PatientIndex;
import dev.vigil.ingest.Patients;
import dev.vigil.ingest.Wards;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.Resume;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.fold.Ticks.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TickWriterTest {
  private static final int PARTITIONS = 3;

  private final FakePatientLog log = new FakePatientLog(PARTITIONS);
  private final PatientIndex patients =
      Wards.ready(
          Wards.admitted("ann"),
          Wards.admitted("bob"),
          Wards.admitted("cem"),
          Wards.discharged("dan", 5));

  @Test
  void tick_goesIntoEveryPartition() {
    CompletableFuture<Void> written = writer(Map.of(), World.REAL_TIME).tick(1000);

    assertThat(written).isCompleted();
    assertThat(all()).hasSize(PARTITIONS).containsOnly(new Tick(1000, "g"));
  }

  @Test
  void gap_ofOverTenSeconds_putsAResumeOfEachPatientBeforeTheTick() {
    writer(Map.of(0, 989L, 1, 989L, 2, 989L), World.REAL_TIME).tick(1000).join();

    for (String patient : List.of("ann", "bob", "cem")) {
      List<LogRecord> journal = log.journal(log.partitionOf(patient));
      assertThat(journal).contains(new Resume(patient, 1000));
      assertThat(journal).last().isEqualTo(new Tick(1000, "g"));
    }
    assertThat(all()).hasSize(PARTITIONS + 3);
  }

  @Test
  void gap_ofTenSeconds_orAPartitionWithoutTicks_isNoBlindness() {
    writer(Map.of(0, 990L, 1, 990L), World.REAL_TIME).tick(1000).join();

    assertThat(all()).containsOnly(new Tick(1000, "g"));
  }

  @Test
  void gap_withinARun_isBlindnessToo() {
    TickWriter writer = writer(Map.of(), World.REAL_TIME);
    writer.tick(1000).join();
    log.failOn(record -> true);
    assertThat(writer.tick(1001)).isCompletedExceptionally();
    log.failOn(record -> false);

    writer.tick(1011).join();

    assertThat(all()).contains(new Resume("ann", 1011), new Resume("bob", 1011));
  }

  @Test
  void recordedWorld_leapsWithoutResume() {
    TickWriter writer = writer(Map.of(0, 940L), World.RECORDED);

    writer.tick(1000).join();
    writer.tick(1060).join();

    assertThat(all()).allMatch(Tick.class::isInstance).hasSize(2 * PARTITIONS);
  }

  @Test
  void tick_waitsForItsResumes_andIsNotWrittenWithoutThem() {
    TickWriter writer = writer(Map.of(0, 1L, 1, 1L, 2, 1L), World.REAL_TIME);
    log.failOn(Resume.class::isInstance);

    CompletableFuture<Void> first = writer.tick(1000);

    assertThat(first).isCompletedExceptionally();
    assertThat(log.journal(log.partitionOf("ann"))).isEmpty();
    log.failOn(record -> false);
    assertThat(writer.tick(1001)).isCompleted();
    assertThat(log.journal(log.partitionOf("ann"))).contains(new Resume("ann", 1001));
  }

  @Test
  void tick_isNotWritten_beforeThePatientsOfAGapAreKnown() {
    CompletableFuture<Void> written =
        new TickWriter(log, new PatientIndex(), Map.of(1, 1L), World.REAL_TIME, "g").tick(1000);

    assertThat(written).isCompletedExceptionally();
    assertThat(log.journal(0)).containsExactly(new Tick(1000, "g"));
    assertThat(log.journal(1)).isEmpty();
  }

  @Test
  void partition_whoseFormerTickIsUnderWay_isLeftOut() {
    TickWriter writer = writer(Map.of(), World.REAL_TIME);
    log.hold();
    CompletableFuture<Void> first = writer.tick(1000);
    CompletableFuture<Void> second = writer.tick(1001);

    log.release();

    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(all()).containsOnly(new Tick(1000, "g"));
  }

  private TickWriter writer(Map<Integer, Long> lastTicks, World world) {
    Patients known = patients;
    return new TickWriter(log, known, lastTicks, world, "g");
  }

  private List<LogRecord> all() {
    List<LogRecord> records = new ArrayList<>();
    IntStream.range(0, PARTITIONS).forEach(partition -> records.addAll(log.journal(partition)));
    return records;
  }
}
