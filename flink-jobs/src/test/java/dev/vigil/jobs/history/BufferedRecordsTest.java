package dev.vigil.jobs.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.jobs.log.RawRecord;
import java.io.IOException;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.junit.jupiter.api.Test;

class BufferedRecordsTest {
  private final BufferedRecords kept = new BufferedRecords();

  @Test
  void records_readBack_areThoseThatWereKept() throws IOException {
    List<RawRecord> records =
        List.of(
            new RawRecord("vigil.patients", 3, 1L << 40, 5, "p-1", "readings", new byte[] {1, 0}),
            new RawRecord("vigil.alerts", 0, 0, 6, "π".repeat(70_000), "", new byte[0]));

    BufferedRequestState<RawRecord> read =
        kept.deserialize(kept.getVersion(), kept.serialize(state(records)));

    assertThat(read.getBufferedRequestEntries())
        .extracting(RequestEntryWrapper::getRequestEntry)
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(records);
    assertThat(read.getBufferedRequestEntries())
        .extracting(RequestEntryWrapper::getSize)
        .containsExactly(2L, 0L);
  }

  @Test
  void version_thatIsUnknown_isRefusedByName() throws IOException {
    byte[] bytes = kept.serialize(state(List.of()));

    assertThatThrownBy(() -> kept.deserialize(2, bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("state 'history-buffer' has version 2");
  }

  private static BufferedRequestState<RawRecord> state(List<RawRecord> records) {
    return new BufferedRequestState<>(
        records.stream()
            .map(record -> new RequestEntryWrapper<>(record, record.value().length))
            .toList());
  }
}
