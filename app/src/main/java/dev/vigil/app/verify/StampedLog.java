package dev.vigil.app.verify;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Resume;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One partition of the patient log as the jobs read it: each record with its stamp. */
public final class StampedLog {
  private final Ticks.World world;
  private final long until;
  private final Sink sink;
  private long stamp = Ticks.NONE;

  /** Takes the records in order. */
  public interface Sink {
    void accept(long offset, long stamp, PatientRecord record);
  }

  StampedLog(Ticks.World world, long until, Sink sink) {
    this.world = requireNonNull(world, "world is null");
    this.until = until;
    this.sink = requireNonNull(sink, "sink is null");
  }

  /**
   * Reads a partition from its beginning.
   *
   * @param until records stamped at or after this second are left out
   */
  public static void read(
      String bootstrap, Ticks.World world, int partition, long until, Sink sink) {
    StampedLog log = new StampedLog(world, until, sink);
    try (TopicTail tail = TopicTail.ofPartition(bootstrap, Topics.PATIENTS, partition)) {
      tail.readToEnd(log::add);
    }
  }

  /** Takes the next record of the partition. */
  void add(ConsumerRecord<byte[], byte[]> record) {
    RecordType type = LogRecords.typeOf(record);
    if (type == RecordType.TICK) {
      long tick = LogRecords.validTick(world, record, stamp);
      stamp = tick == Ticks.NONE ? stamp : tick;
    } else if (stamp != Ticks.NONE && stamp < until) {
      try {
        LogRecord read = LogCodec.decode(type, record.value());
        if (read instanceof PatientRecord ofPatient
            && LogRecords.keyOf(record).equals(ofPatient.patient())
            && !isResumeFromTheFuture(read, record.timestamp())) {
          sink.accept(record.offset(), stamp, ofPatient);
        }
      } catch (MalformedRecordException e) {
        // The jobs dead-letter it, and no output may follow from it.
      }
    }
  }

  /** The jobs leave it out, too. */
  private boolean isResumeFromTheFuture(LogRecord read, long appendedMillis) {
    return read instanceof Resume resume
        && Ticks.isTooFarAhead(world, resume.blindUntil(), appendedMillis);
  }
}
