package dev.vigil.jobs.fold;

import static dev.vigil.jobs.LogRecords.START;
import static dev.vigil.jobs.LogRecords.context;
import static dev.vigil.jobs.LogRecords.heartRate;
import static dev.vigil.jobs.LogRecords.raw;
import static dev.vigil.jobs.LogRecords.readings;
import static dev.vigil.jobs.LogRecords.record;
import static dev.vigil.jobs.LogRecords.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.jobs.LogRecords;
import dev.vigil.jobs.RandomLog;
import dev.vigil.jobs.RandomLog.Moment;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.jobs.log.StampedRecord;
import dev.vigil.models.features.FeatureOutput;
import dev.vigil.models.features.FeatureReplay;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;

class FeatureFunctionProperties extends FoldProperties {
  private static final int INTERVAL = 30;

  @Override
  void outputsAreThoseOfARefold(long seed, boolean rocksDb, int records) throws Exception {
    List<Moment> log =
        RandomLog.of(seed, EnumSet.of(RecordType.READINGS, RecordType.CONTEXT), records);
    long end = log.get(log.size() - 1).record().stamp() + A_WEEK;
    Refold refold = Refold.of(log, end);

    List<Emission> emissions =
        FoldCluster.run(
            () -> new FeatureFunction(INTERVAL), rocksDb, log, end, new Random(seed + 1));

    assertThat(FoldCluster.sentByPatient(emissions))
        .containsExactlyInAnyOrderEntriesOf(refold.sent);
    assertThat(FoldCluster.counts(emissions)).containsExactlyInAnyOrderEntriesOf(refold.counts);
  }

  @Example
  void vector_dueWithoutAnyRecord_isSentWhenTheTickComes() throws Exception {
    try (FoldCluster cluster = new FoldCluster(() -> new FeatureFunction(INTERVAL), false)) {
      cluster.record(stamped(START, record(0, 1, readings("p-1", START, heartRate(START, 800)))));
      cluster.watermark(START);
      assertThat(FoldCluster.sentByPatient(cluster.drain())).isEmpty();

      cluster.watermark(START + 1);

      assertThat(FoldCluster.sentByPatient(cluster.drain()).get("p-1"))
          .singleElement()
          .asString()
          .startsWith(Topics.FEATURES + " 1:" + (START + 1) + ":0 ");
    }
  }

  @Example
  void state_ofADischargedPatient_isGoneInTheEnd() throws Exception {
    try (FoldCluster cluster = new FoldCluster(() -> new FeatureFunction(INTERVAL), false)) {
      for (int i = 0; i < 100; i++) {
        long now = START + i;
        RawRecord reading = record(0, i, readings("p-1", now, heartRate(now, 800 + i % 500)));
        cluster.record(stamped(now, reading));
        cluster.watermark(now);
      }
      assertThat(cluster.stateEntries()).isPositive();
      ContextChange discharge =
          new ContextChange(context("p-1", 1, Status.DISCHARGED, MonitoringPlan.NONE));
      cluster.record(stamped(START + 100, record(0, 100, discharge)));

      cluster.watermark(START + 2 * A_WEEK);

      assertThat(cluster.stateEntries()).isZero();
      assertThat(cluster.timers()).isZero();
    }
  }

  @Example
  void poison_isDeadLetteredWithItsPositionAndThePatientGoesOn() throws Exception {
    byte[] junk = "{\"patient\":".getBytes(StandardCharsets.UTF_8);
    byte[] other = LogCodec.encode(readings("p-2", START, heartRate(START, 800)));
    byte[] huge = new byte[3 << 20];
    try (FoldCluster cluster = new FoldCluster(() -> new FeatureFunction(INTERVAL), false)) {
      cluster.record(stamped(START, raw(0, 7, START, "p-1", "readings", junk)));
      cluster.record(stamped(START, raw(0, 8, START, "p-1", "novel", other)));
      cluster.record(stamped(START, raw(0, 9, START, "p-1", "readings", other)));
      cluster.record(stamped(START, raw(0, 10, START, "", "readings", huge)));
      List<Emission> refused = cluster.drain();
      cluster.record(stamped(START, record(0, 11, readings("p-1", START, heartRate(START, 800)))));
      cluster.watermark(START + 1);

      assertThat(refused).extracting(Emission::count).containsOnly(Counts.POISON);
      assertThat(refused)
          .extracting(
              emission ->
                  rejected(emission.record()).position()
                      + " "
                      + rejected(emission.record()).reason())
          .containsExactly(
              "vigil.patients-0@7 malformed",
              "vigil.patients-0@8 unknown-type",
              "vigil.patients-0@9 key-mismatch",
              "vigil.patients-0@10 malformed");
      assertThat(rejected(refused.get(0).record()).raw()).isEqualTo(junk);
      assertThat(refused.get(3).record().value()).hasSizeLessThan(1 << 20);
      assertThat(FoldCluster.sentByPatient(cluster.drain()).get("p-1")).hasSize(1);
    }
  }

  private static StampedRecord stamped(long stamp, RawRecord raw) {
    return new StampedRecord(raw, stamp);
  }

  /** The same log without Flink. */
  private record Refold(Map<String, List<String>> sent, Map<String, Long> counts) {
    static Refold of(List<Moment> log, long end) {
      Refold refold = new Refold(new LinkedHashMap<>(), new LinkedHashMap<>());
      FeatureReplay replay =
          new FeatureReplay(
              new FeatureSettings(INTERVAL, false),
              (patient, number, output) -> refold.add(patient, number.toString(), output));
      for (Moment moment : log) {
        RawRecord raw = moment.record().raw();
        replay.record(
            new FeatureReplay.Entry(
                raw.offset(), moment.record().stamp(), LogRecords.decoded(raw)));
      }
      replay.advance(end);
      return refold;
    }

    private void add(String patient, String number, FeatureOutput output) {
      if (output instanceof FeatureOutput.VectorOut out) {
        sent.computeIfAbsent(patient, key -> new ArrayList<>())
            .add(LogRecords.text(Topics.FEATURES, number, LogCodec.encode(out.vector())));
        count(Counts.VECTORS, 1);
      } else if (output instanceof FeatureOutput.Judged judged) {
        count(Counts.USED, judged.used());
        count(Counts.LATE_DUPLICATE, judged.lateDuplicate());
        count(Counts.CONFLICT, judged.conflict());
        count(Counts.TOO_LATE, judged.tooLate());
        count(Counts.FUTURE, judged.future());
        count(Counts.CORRECTION_WITHOUT_RAW, judged.correctionWithoutRaw());
        count(Counts.THINNED, judged.thinned());
      }
    }

    private void count(String name, long by) {
      if (by > 0) {
        counts.merge(name, by, Long::sum);
      }
    }
  }
}
