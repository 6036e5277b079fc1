package dev.vigil.jobs.fold;

import static dev.vigil.jobs.LogRecords.START;
import static dev.vigil.jobs.LogRecords.context;
import static dev.vigil.jobs.LogRecords.raw;
import static dev.vigil.jobs.LogRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.jobs.LogRecords;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.jobs.log.StampedRecord;
import dev.vigil.models.features.FeatureFold;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the features job keeps: where it lies, whose it is, and when it goes. */
class FeatureStateTest {
  private static final int INTERVAL = 30;
  private static final long AN_HOUR = 3_600;
  private static final long A_DAY = 24 * AN_HOUR;

  @Test
  void vectors_onRocksDb_areThoseOfTheHeapAcrossARestore() throws Exception {
    List<StampedRecord> log = aWardOverDays();

    List<Emission> onTheHeap = runWithRestore(false, log);
    List<Emission> onRocksDb = runWithRestore(true, log);

    assertThat(FoldCluster.sentByPatient(onRocksDb))
        .isEqualTo(FoldCluster.sentByPatient(onTheHeap))
        .hasSize(2)
        .allSatisfy(
            (patient, sent) ->
                assertThat(String.join("", sent))
                    .contains("heart-rate.mean.5m", "heart-rate.median.24h", "baseline"));
    assertThat(FoldCluster.counts(onRocksDb)).isEqualTo(FoldCluster.counts(onTheHeap));
  }

  /**
   * Offsets are the same whatever the others do, so that numbers can be compared too: 1,000 of them
   * belong to each second.
   */
  @Test
  void patient_amongAFloodedAndASilencedOne_isTheSameToTheByte() throws Exception {
    List<StampedRecord> calm = new ArrayList<>();
    List<StampedRecord> wild = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      for (List<StampedRecord> log : List.of(calm, wild)) {
        if (i % 5 == 0) {
          log.add(reading("p-third", i, 0, 0, 700 + i % 600));
        }
      }
      calm.add(reading("p-flooded", i, 1, 0, 700));
      calm.add(reading("p-silenced", i, 2, 0, 800));
      flood(wild, i);
      if (i < 60) {
        wild.add(reading("p-silenced", i, 2, 0, 800));
      }
    }

    Map<String, List<String>> amongCalm = FoldCluster.sentByPatient(runWithRestore(false, calm));
    Map<String, List<String>> amongWild = FoldCluster.sentByPatient(runWithRestore(false, wild));

    assertThat(amongWild.get("p-third")).isEqualTo(amongCalm.get("p-third")).hasSizeGreaterThan(28);
    assertThat(amongWild.get("p-flooded")).isNotEqualTo(amongCalm.get("p-flooded"));
    assertThat(amongWild.get("p-silenced")).isNotEqualTo(amongCalm.get("p-silenced"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void state_leavesByDeadline(boolean rocksDb) throws Exception {
    try (FoldCluster cluster = new FoldCluster(() -> new FeatureFunction(INTERVAL), rocksDb)) {
      for (String patient : List.of("p-discharged", "p-silent", "p-heard")) {
        show(cluster, List.of(stamped(0, 0, withStatus(patient, Status.ADMITTED, 1))));
      }
      for (int i = 1; i <= 600; i++) {
        for (String patient : List.of("p-discharged", "p-silent", "p-heard", "p-unknown")) {
          show(cluster, List.of(reading(patient, i, 0, 0, 700 + i)));
        }
      }
      show(cluster, List.of(stamped(601, 0, withStatus("p-discharged", Status.DISCHARGED, 2))));
      assertKept(cluster, 4, 4, 4);

      // then p-discharged and p-unknown leave; p-silent keeps its baseline
      long kept = FeatureFold.KEPT_SECONDS / AN_HOUR + 1;
      stillHeard(cluster, 1, kept);
      assertKept(cluster, 2, 2, 2);

      // and p-silent keeps its context only, and no timer
      long baselineKept = FeatureFold.BASELINE_SECONDS / AN_HOUR + 1;
      stillHeard(cluster, kept + 1, baselineKept);
      assertKept(cluster, 2, 2, 1);
      PatientRecord discharge = withStatus("p-heard", Status.DISCHARGED, 3);
      show(cluster, List.of(stamped(baselineKept * AN_HOUR + 1, 0, discharge)));
      cluster.watermark(START + 11 * A_DAY);
      assertKept(cluster, 1, 1, 0);
      assertThat(cluster.timers()).isZero();

      // when p-silent is discharged at last, nothing is left
      show(cluster, List.of(stamped(11 * A_DAY, 0, withStatus("p-silent", Status.DISCHARGED, 4))));
      cluster.watermark(START + 13 * A_DAY);
      assertKept(cluster, 0, 0, 0);
      assertThat(cluster.timers()).isZero();
    }
  }

  private static void assertKept(FoldCluster cluster, int agendas, int heads, int vitals) {
    assertThat(List.of(cluster.keys("agenda"), cluster.keys("head"), cluster.keys("vitals")))
        .as("patients with an agenda, with a head, with vital signs")
        .containsExactly((long) agendas, (long) heads, (long) vitals);
  }

  /** A reading of p-heard every hour. */
  private static void stillHeard(FoldCluster cluster, long fromHour, long toHour) throws Exception {
    for (long hour = fromHour; hour <= toHour; hour++) {
      show(cluster, List.of(reading("p-heard", hour * AN_HOUR, 0, 0, 800)));
    }
  }

  /** Two patients, out of order: half an hour at 1 Hz, then two days at one in two minutes. */
  private static List<StampedRecord> aWardOverDays() {
    List<StampedRecord> log = new ArrayList<>();
    for (int i = 0; i < 1_800; i++) {
      log.add(reading("p-1", i, 0, i % 17 == 0 ? 40 : i % 3, 700 + i % 400));
      log.add(reading("p-2", i, 1, i % 5, 900 - i % 300));
    }
    for (long second = 1_800; second < 2 * A_DAY; second += 120) {
      log.add(reading("p-1", second, 0, second % 7 == 0 ? 4 * AN_HOUR : 0, 700 + second % 400));
      log.add(reading("p-2", second, 1, 0, 600 + second % 500));
    }
    return log;
  }

  /** Everything that a broken device can do within a second. */
  private static void flood(List<StampedRecord> log, int second) {
    for (int k = 0; k < 20; k++) {
      long late = k < 8 ? k : k < 16 ? 5_000L * k : -40L * (k - 15);
      log.add(reading("p-flooded", second, 10 + k, late, 300 + 50 * k));
    }
    log.add(
        new StampedRecord(
            raw(0, offset(second, 99), START, "p-flooded", "readings", new byte[] {'{'}),
            START + second));
  }

  /** Runs a log; half way everything is killed and goes on from a checkpoint in two parts. */
  private static List<Emission> runWithRestore(boolean rocksDb, List<StampedRecord> log)
      throws Exception {
    int half = log.size() / 2;
    try (FoldCluster cluster = new FoldCluster(() -> new FeatureFunction(INTERVAL), rocksDb)) {
      show(cluster, log.subList(0, half));
      List<Emission> sent = new ArrayList<>(cluster.drain());
      var kept = cluster.snapshot();
      show(cluster, log.subList(half, half + 20));
      cluster.restore(kept, 2);
      show(cluster, log.subList(half, log.size()));
      sent.addAll(cluster.drain());
      return sent;
    }
  }

  private static void show(FoldCluster cluster, List<StampedRecord> log) throws Exception {
    for (StampedRecord record : log) {
      cluster.watermark(record.stamp());
      cluster.record(record);
    }
  }

  private static StampedRecord reading(
      String patient, long second, int index, long late, long steps) {
    long now = START + second;
    Reading reading = Reading.of("heart-rate", "mon-1", now - late, steps);
    return stamped(second, index, LogRecords.readings(patient, now, reading));
  }

  private static StampedRecord stamped(long second, int index, PatientRecord record) {
    RawRecord raw = record(0, offset(second, index), record);
    return new StampedRecord(raw, START + second);
  }

  private static long offset(long second, int index) {
    return 1_000 * second + index;
  }

  private static ContextChange withStatus(String patient, Status status, int version) {
    return new ContextChange(context(patient, version, status, MonitoringPlan.NONE));
  }
}
