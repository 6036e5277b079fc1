package dev.vigil.history;

import static dev.vigil.history.Rows.NOON;
import static dev.vigil.history.Rows.VITAL;
import static java.util.concurrent.TimeUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
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
