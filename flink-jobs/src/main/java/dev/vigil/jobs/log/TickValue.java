package dev.vigil.jobs.log;

import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.fold.Ticks;

/** The second of a tick record. */
final class TickValue {
  /** Of a tick that can't be read: never later than another, so never valid. */
  static final long UNREADABLE = Ticks.NONE;

  private TickValue() {}

  static long second(RawRecord record) {
    try {
      return ((Tick) LogCodec.decode(RecordType.TICK, record.value())).second();
    } catch (MalformedRecordException e) {
      return UNREADABLE;
    }
  }
}
