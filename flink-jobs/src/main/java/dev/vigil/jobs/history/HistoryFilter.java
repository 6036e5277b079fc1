package dev.vigil.jobs.history;

import dev.vigil.jobs.log.RawRecord;
import dev.vigil.schemas.RecordType;
import org.apache.flink.api.common.functions.FilterFunction;

/** Of the patient log, keeps back what has no rows: ticks, contexts, commands. */
public final class HistoryFilter implements FilterFunction<RawRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean filter(RawRecord record) {
    return record.type() == RecordType.READINGS || record.type() == RecordType.SCORE;
  }
}
