package dev.vigil.jobs.history;

import dev.vigil.history.HistoryRow;
import dev.vigil.history.UnstorableRowException;
import dev.vigil.jobs.log.DeadLetters;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of some records, and which of these records are for the dead letters. */
final class StoreRequest {
  private final List<HistoryRow> rows = new ArrayList<>();
  private final List<RawRecord> recordOfRow = new ArrayList<>();
  private final Map<String, OutgoingRecord> deadLetters = new LinkedHashMap<>();
  private int unreadable;

  /** Of these records; one that can't be read has no rows. */
  StoreRequest(List<RawRecord> records, Rows rowsOf) {
    for (RawRecord record : records) {
      try {
        for (HistoryRow row : rowsOf.of(record)) {
          rows.add(row);
          recordOfRow.add(record);
        }
      } catch (MalformedRecordException e) {
        unreadable++;
        if (record.topic().equals(Topics.ALERTS)) { // the others have their own jobs for that
          deadLetter(record, e.reason());
        }
      }
    }
  }

  List<HistoryRow> rows() {
    return rows;
  }

  /** How many of the records can't be read. */
  int unreadable() {
    return unreadable;
  }

  /** No store can take these rows; a record of which it is true of several is one dead letter. */
  void refuse(List<UnstorableRowException.Refusal> refusals) {
    for (UnstorableRowException.Refusal refusal : refusals) {
      deadLetter(recordOfRow.get(refusal.index()), refusal.code());
    }
  }

  private void deadLetter(RawRecord record, String reason) {
    deadLetters.putIfAbsent(record.position(), DeadLetters.of(record, reason));
  }

  /** What has to be in Kafka before the request is done. */
  Collection<OutgoingRecord> deadLetters() {
    return deadLetters.values();
  }
}
