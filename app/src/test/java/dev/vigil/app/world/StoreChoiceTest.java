package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vigil.app.config.ConfigReader;
import dev.vigil.app.failure.VigilException;
import dev.vigil.history.HistoryStore;
import dev.vigil.schemas.fold.Ticks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where in an InfluxDB a world's history lies; none of these databases is ever written. */
class StoreChoiceTest {
  private static final String OWN = "-[0-9a-f]{8}";

  @TempDir private Path folder;

  @Test
  void ward_isInTheDatabaseThatIsConfigured() {
    assertThat(database(folder, Ticks.World.REAL_TIME, "icu")).isEqualTo("icu");
    assertThat(folder.resolve("store.database")).doesNotExist();
  }

  /** A replay with a ward's configuration wrote recorded patients into the ward's history. */
  @Test
  void recordedWorld_isInADatabaseOfItsOwn_overARestart_andBegunAnewInAnother() throws IOException {
    String first = database(folder, Ticks.World.RECORDED, "icu");
    assertThat(first).matches("icu-replay" + OWN);
    assertThat(database(folder, Ticks.World.RECORDED, "icu")).isEqualTo(first);

    Files.delete(folder.resolve("store.kind"));
    Files.delete(folder.resolve("store.database"));
    assertThat(database(folder, Ticks.World.RECORDED, "icu"))
        .matches("icu-replay" + OWN)
        .isNotEqualTo(first);
  }

  /** Its history job went on from its checkpoint, behind what an empty database would lack. */
  @Test
  void recordedWorldThatBeganInTheConfiguredDatabase_goesOnThere() throws IOException {
    Files.writeString(folder.resolve("store.kind"), "influxdb\n");

    assertThat(database(folder, Ticks.World.RECORDED, "icu")).isEqualTo("icu");
    assertThat(folder.resolve("store.database")).doesNotExist();
  }

  /** Real patients were written beside a demo's, and nothing said so. */
  @Test
  void wardWithADatabaseThatIsSaid_inADemosFolder_isRefused_unlessItIsTheDemos()
      throws IOException {
    Files.writeString(folder.resolve("store.kind"), "influxdb\n");
    Files.writeString(folder.resolve("store.database"), "vigil-demo-0123abcd\n");

    for (Map<String, String> said :
        List.of(
            Map.of("store.kind", "influxdb", "store.database", "icu"),
            Map.of("store.database", "icu"),
            Map.of("store.kind", "influxdb"))) {
      assertThatThrownBy(() -> database(folder, Ticks.World.REAL_TIME, said, false))
          .as("%s", said)
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("set store.database to vigil-demo-0123abcd");
      assertThat(database(folder, Ticks.World.REAL_TIME, said, true))
          .as("the demo with %s", said)
          .isEqualTo("vigil-demo-0123abcd");
    }
    assertThat(database(folder, Ticks.World.REAL_TIME, "vigil-demo-0123abcd"))
        .isEqualTo("vigil-demo-0123abcd");
  }

  @Test
  void longName_leavesRoomForWhatIsAdded() {
    assertThat(database(folder, Ticks.World.RECORDED, "w".repeat(64)))
        .matches("w{48}-replay" + OWN);
  }

  @Test
  void nameThatCanBeNone_isRefused_andNotKept() {
    assertThatThrownBy(() -> database(folder, Ticks.World.RECORDED, "the icu"))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("store.database");
    assertThat(database(folder, Ticks.World.RECORDED, "icu")).matches("icu-replay" + OWN);
  }

  /** Nobody has said that simulated patients are to be where a ward's may be. */
  @Test
  void demoThatTakesAnInfluxByItself_isInADatabaseOfItsOwn_alsoOnceItIsAWard() throws IOException {
    HttpServer influx =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    influx.createContext("/", StoreChoiceTest::pong);
    influx.start();
    try {
      Map<String, String> flags =
          Map.of("store.url", "http://127.0.0.1:" + influx.getAddress().getPort());

      String first = database(folder, Ticks.World.REAL_TIME, flags, true);

      assertThat(first).matches("vigil-demo" + OWN);
      assertThat(database(folder, Ticks.World.REAL_TIME, flags, true)).isEqualTo(first);
      assertThat(database(folder, Ticks.World.REAL_TIME, flags, false)).isEqualTo(first);
    } finally {
      influx.stop(0);
    }
  }

  private static void pong(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("X-Influxdb-Version", "1.8.10");
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private static String database(Path folder, Ticks.World world, String configured) {
    Map<String, String> flags = new HashMap<>();
    flags.put("store.kind", "influxdb");
    flags.put("store.url", "http://127.0.0.1:1");
    flags.put("store.database", configured);
    return database(folder, world, flags, false);
  }

  private static String database(
      Path folder, Ticks.World world, Map<String, String> flags, boolean askInflux) {
    StoreChoice choice = new StoreChoice(ConfigReader.read(null, Map.of(), flags), folder, world);
    try (HistoryStore store = choice.open(askInflux)) {
      return store.endpoint().database();
    }
  }
}
