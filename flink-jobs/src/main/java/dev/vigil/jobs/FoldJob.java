package dev.vigil.jobs;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.fold.Emission;
import dev.vigil.jobs.log.KafkaEnds;
import dev.vigil.jobs.log.KnownGaps;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.jobs.log.StampedRecord;
import dev.vigil.jobs.log.Stamper;
import dev.vigil.schemas.RecordType;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

/**
 * A job that folds the patient log: source and stamper chained, then keyed by patient the fold, the
 * report of its progress and the sink.
 */
public abstract class FoldJob implements VigilJob {
  private final String name;
  private final JobSettings settings;
  private final Set<RecordType> wanted;
  private final KeyedProcessFunction<String, StampedRecord, Emission> fold;

  /**
   * A job by its fold.
   *
   * @param wanted types of record that the fold reads
   * @param fold the operator
   */
  protected FoldJob(
      String name,
      JobSettings settings,
      Set<RecordType> wanted,
      KeyedProcessFunction<String, StampedRecord, Emission> fold) {
    this.name = requireNonNull(name, "name is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.wanted = requireNonNull(wanted, "wanted is null");
    this.fold = requireNonNull(fold, "fold is null");
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void define(StreamExecutionEnvironment env) {
    define(
        env,
        KafkaEnds.patientLog(
            settings.bootstrap(),
            name,
            settings.parallelism(),
            KnownGaps.of(env.getConfiguration())),
        KafkaEnds.sink(settings.bootstrap()));
  }

  /** The graph between any source and sink. */
  final void define(
      StreamExecutionEnvironment env, Source<RawRecord, ?, ?> log, Sink<OutgoingRecord> sink) {
    Ending.of(
        name,
        env.fromSource(log, KafkaEnds.ticks(settings.world()), Uids.LOG)
            .uid(Uids.LOG)
            .process(new Stamper(settings.world(), wanted))
            .uid(Uids.STAMPS)
            .name(Uids.STAMPS)
            .keyBy(StampedRecord::patient, Types.STRING)
            .process(fold, TypeInformation.of(Emission.class))
            .uid(Uids.FOLD)
            .name(Uids.FOLD),
        sink);
  }
}
