package dev.vigil.history;

import static dev.vigil.history.Rows.NOON;
import static dev.vigil.history.Rows.VITAL;
import static java.util.concurrent.TimeUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vigil.history.UnstorableRowException.Refusal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.influxdb.InfluxDB;
import org.influxdb.InfluxDBFactory;
import org.influxdb.dto.Point;
import org.influxdb.dto.Query;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on an InfluxDB server, and what is InfluxDB's own. */
class InfluxStoreTest extends HistoryStoreContract {
  private static final long LONG_AGO = 1_000_000_000;

  private static InfluxDaemon server;
  private static HistoryStore store;

  @BeforeAll
  static void startServer(@TempDir Path folder) throws Exception {
    server = InfluxServer.start(folder);
    store = HistoryStores.influx(server.url(), "", "", "vigil");
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      store.close();
      server.close();
    }
  }

  @Override
  HistoryStore store() {
    return store;
  }

  /** The same store: it has to live through the server's death. */
  @Override
  HistoryStore reopen() throws Exception {
    server.restart();
    return store;
  }

  @Test
  void database_thatIsMissing_isEmpty_andMadeAtTheFirstWrite() throws Exception {
    try (HistoryStore fresh = HistoryStores.influx(server.url(), "", "", "fresh-1")) {
      assertThat(fresh.countReadings()).isZero();
      assertThat(fresh.readings("p", VITAL, NOON, NOON + 1)).isEmpty();

      fresh.write(List.of(Rows.reading("p", NOON, 88, 1, 10)));

      assertThat(fresh.countReadings()).isEqualTo(1);
    }
  }

  @Test
  void rowsBeforeWhatTheStoreKeeps_areNamed_andTheOthersWritten() throws Exception {
    long now = Instant.now().getEpochSecond();
    ReadingRow recent = Rows.reading("p", now, 88, 1, 10);
    ReadingRow before = Rows.reading("p", now - 60, 88, 1, 11);
    ReadingRow old = Rows.reading("p", LONG_AGO, 88, 1, 12);
    FeatureRow alsoOld = Rows.feature("p", "hr_mean_5m", LONG_AGO, 88, 13);

    try (HistoryStore hourly = HistoryStores.influx(server.url(), "", "", "hourly");
        InfluxDB operator = InfluxDBFactory.connect(server.url())) {
      operator.query(new Query("CREATE DATABASE hourly WITH DURATION 1h"));
      List<HistoryRow> rows =
          List.of(old, recent, Rows.exact("p", Double.NaN, 1, 14), alsoOld, before);

      UnstorableRowException refused =
          catchThrowableOfType(UnstorableRowException.class, () -> hourly.write(rows));

      assertThat(refused.refusals()).extracting(Refusal::index).containsExactly(0, 2, 3);
      assertThat(refused.refusals())
          .extracting(Refusal::code)
          .containsExactly("beyond-retention", "not-finite", "beyond-retention");
      assertThat(hourly.allReadings("p", VITAL, 0, now + 1)).containsExactly(before, recent);
    }
  }

  @Test
  void refusal_namesTheStore_butNoValueAndNoPatient() {
    Point textForNumber =
        Point.measurement("readings").addField("value", "4711 p-secret").time(1, DAYS).build();

    try (HistoryStore taken = HistoryStores.influx(server.url(), "", "", "taken");
        InfluxDB otherProgram = InfluxDBFactory.connect(server.url())) {
      otherProgram.query(new Query("CREATE DATABASE taken"));
      otherProgram.setDatabase("taken").write(textForNumber);

      assertThatThrownBy(() -> taken.write(List.of(Rows.reading("p-secret", 86_400, 4711, 1, 10))))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining(server.url())
          .hasMessageNotContainingAny("4711", "p-secret")
          .hasNoCause();
    }
  }
}
