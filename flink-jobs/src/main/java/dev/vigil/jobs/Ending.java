package dev.vigil.jobs;

import dev.vigil.jobs.fold.Emission;
import dev.vigil.jobs.fold.ProgressOperator;
import dev.vigil.jobs.log.OutgoingRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** How every job ends that writes to Kafka: its counts and ticks, then the sink. */
final class Ending {
  private Ending() {}

  static void of(String job, DataStream<Emission> work, Sink<OutgoingRecord> sink) {
    work.transform(
            Uids.PROGRESS, TypeInformation.of(OutgoingRecord.class), new ProgressOperator(job))
        .uid(Uids.PROGRESS)
        .sinkTo(sink)
        .uid(Uids.SINK)
        .name(Uids.SINK);
  }
}
