package dev.vigil.history;

import static dev.vigil.history.Rows.NOON;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how many readings a second each store takes: one thread, requests of 5,000 rows, 1,000
 * patients, on this machine; then how long until the store has counted them all. Not a test: run it
 * as {@code java -cp CLASSPATH dev.vigil.history.WriteRate [rows]}. Prints one JSON object a line.
 */
final class WriteRate {
  private static final int WARM_UP = 100_000;
  private static final int PATIENTS = 1_000;

  private WriteRate() {}

  public static void main(String[] args) throws Exception {
    int rows = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("vigil-write-rate");
    try (HistoryStore embedded = HistoryStores.embedded(folder.resolve("embedded"), 0)) {
      measure("embedded", embedded, rows);
    }
    try (InfluxDaemon server = InfluxServer.start(folder.resolve("influx"));
        HistoryStore influx = HistoryStores.influx(server.url(), "", "", "vigil")) {
      measure("influxdb", influx, rows);
    }
  }

  private static void measure(String name, HistoryStore store, int rows) throws Exception {
    write(store, 0, WARM_UP);
    store.countReadings();
    long start = System.nanoTime();
    write(store, WARM_UP, rows);
    long written = System.nanoTime();
    long counted = store.countReadings();
    long end = System.nanoTime();
    System.out.printf(
        Locale.ROOT,
        "{\"bench\":\"history-write\",\"measure\":\"%s\",\"value\":%.0f,\"unit\":\"rows/s\","
            + "\"rows\":%d,\"counted\":%d,\"count_s\":%.2f}%n",
        name,
        rows / ((written - start) / 1e9),
        rows,
        counted - WARM_UP,
        (end - written) / 1e9);
  }

  private static void write(HistoryStore store, long first, int rows) throws Exception {
    List<HistoryRow> batch = new ArrayList<>();
    for (long i = first; i < first + rows; i++) {
      batch.add(Rows.reading("p-" + i % PATIENTS, NOON + i / PATIENTS, i % 200, 1, i));
      if (batch.size() == LineProtocolWriter.ROWS_A_REQUEST) {
        store.write(batch);
        batch.clear();
      }
    }
    store.write(batch);
  }
}
