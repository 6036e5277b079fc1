package dev.vigil.app.logstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link LogWriter} writes of a Kafka is read in the system tests. */
class LogReaderTest {
  private static final String HEAD = "vigil-log\t1\tRECORDED\t100\t200\t60\t2\t\n";
  private static final String BUNDLE = "ab".repeat(32);

  private record Given(long offset, long stamp, PatientRecord record) {}

  @Test
  void log_isGivenPartitionByPartition() {
    // given
    Readings first = readings("ann", 80);
    Readings second = readings("bob", 90);
    LogReader log =
        reader(HEAD + ledger() + record(0, 7, first) + record(1, 9, second) + "end\t2\t\n");

    // when
    List<Given> zero = read(log, 0);
    List<Given> one = read(log, 1);

    // then
    assertThat(log.isWhole()).as("also of an older server").isTrue();
    assertThat(log.stretch().first()).isEqualTo(100);
    assertThat(log.stretch().last()).isEqualTo(200);
    assertThat(log.intervalSeconds()).isEqualTo(60);
    assertThat(log.governance().liveVersion("m", "ann", 150)).contains("1");
    assertThat(zero).containsExactly(new Given(7, 101, first));
    assertThat(one).containsExactly(new Given(9, 101, second));
  }

  @Test
  void logThatBreaksOff_isNotTakenForAShortOne() {
    String whole = HEAD + ledger() + record(1, 9, readings("ann", 80));

    for (String broken : List.of(whole, whole + "end\t2\t\n", whole + "record\t1\t10\n")) {
      LogReader log = reader(broken);
      assertThatThrownBy(
              () -> {
                read(log, 0);
                read(log, 1);
              })
          .as(broken)
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("broke off");
    }
  }

  @Test
  void anotherForm_isRefused() {
    for (String other : List.of("<html>\n", HEAD.replace("\t1\tR", "\t2\tR"))) {
      assertThatThrownBy(() -> reader(other))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("another version");
    }
  }

  private static LogReader reader(String text) {
    return new LogReader(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static List<Given> read(LogReader log, int partition) {
    List<Given> all = new ArrayList<>();
    log.read(partition, (offset, stamp, record) -> all.add(new Given(offset, stamp, record)));
    return all;
  }

  private static String ledger() {
    LedgerEntry live =
        new LedgerEntry("m", "1", BUNDLE, Action.LIVE, Long.MIN_VALUE, "ann", "a test", null);
    return "ledger\t90\t" + new String(Json.encode(live), UTF_8) + "\n";
  }

  private static String record(int partition, long offset, PatientRecord record) {
    String json = new String(LogCodec.encode(record), UTF_8);
    return String.join(
        "\t",
        "record",
        Integer.toString(partition),
        Long.toString(offset),
        "101",
        record.type().wireName(),
        json + "\n");
  }

  private static Readings readings(String patient, long value) {
    return new Readings(patient, 100, "http", List.of(Reading.of("heart-rate", "m", 99, value)));
  }
}
