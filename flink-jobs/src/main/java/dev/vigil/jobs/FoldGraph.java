package dev.vigil.jobs;

import dev.vigil.jobs.fold.Emission;
import dev.vigil.jobs.fold.ProgressOperator;
import dev.vigil.jobs.log.KafkaEnds;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.jobs.log.StampedRecord;
import dev.vigil.jobs.log.Stamper;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.fold.Ticks;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

/**
 * The graph of every job that folds the patient log: source and stamper chained, then keyed by
 * patient the fold, the report of its progress and the sink.
 *
 * @param name of the job
 * @param world whose clock the ticks are
 * @param wanted types of record that the fold reads
 * @param fold the operator
 */
record FoldGraph(
    String name,
    Ticks.World world,
    Set<RecordType> wanted,
    KeyedProcessFunction<String, StampedRecord, Emission> fold) {

  void define(
      StreamExecutionEnvironment env, Source<RawRecord, ?, ?> log, Sink<OutgoingRecord> sink) {
    env.fromSource(log, KafkaEnds.ticks(world), Uids.LOG)
        .uid(Uids.LOG)
        .process(new Stamper(world, wanted))
        .uid(Uids.STAMPS)
        .name(Uids.STAMPS)
        .keyBy(StampedRecord::patient, Types.STRING)
        .process(fold, TypeInformation.of(Emission.class))
        .uid(Uids.FOLD)
        .name(Uids.FOLD)
        .transform(
            Uids.PROGRESS, TypeInformation.of(OutgoingRecord.class), new ProgressOperator(name))
        .uid(Uids.PROGRESS)
        .sinkTo(sink)
        .uid(Uids.SINK)
        .name(Uids.SINK);
  }
}
