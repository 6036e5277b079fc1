package dev.vigil.history;

import static dev.vigil.history.Rows.NOON;
import static dev.vigil.history.Rows.VITAL;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how long each store takes to give the values of one vital sign at one reading a second,
 * as a picture needs them, and as whole readings day by day. Not a test: run it as {@code java -cp
 * CLASSPATH dev.vigil.history.ReadRate [days]}. Prints one JSON object a line.
 */
final class ReadRate {
  private static final long DAY = 86_400;
  private static final int ROUNDS = 3;
  private static final String PATIENT = "p-1";

  private ReadRate() {}

  public static void main(String[] args) throws Exception {
    int days = args.length == 0 ? 30 : Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("vigil-read-rate");
    try (HistoryStore embedded = HistoryStores.embedded(folder.resolve("embedded"), 0)) {
      measure("embedded", embedded, days);
    }
    try (InfluxDaemon server = InfluxServer.start(folder.resolve("influx"));
        HistoryStore influx = HistoryStores.influx(server.url(), "", "", "vigil")) {
      measure("influxdb", influx, days);
    }
  }

  private static void measure(String name, HistoryStore store, int days) throws Exception {
    write(store, days);
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      long rows = rows(store, days);
      long whole = System.nanoTime();
      long values = values(store, days);
      long end = System.nanoTime();
      print(name + "-readings", rows, whole - start);
      print(name + "-values", values, end - whole);
    }
  }

  private static void print(String measure, long rows, long nanos) {
    System.out.printf(
        Locale.ROOT,
        "{\"bench\":\"history-read\",\"measure\":\"%s\",\"value\":%.2f,\"unit\":\"s\",\"rows\":%d}%n",
        measure,
        nanos / 1e9,
        rows);
  }

  private static long rows(HistoryStore store, int days) throws Exception {
    long rows = 0;
    for (long day = NOON; day < NOON + days * DAY; day += DAY) {
      rows += store.readings(PATIENT, VITAL, day, day + DAY).size();
    }
    return rows;
  }

  private static long values(HistoryStore store, int days) throws Exception {
    long[] values = new long[1];
    store.values(
        PATIENT, VITAL, NOON, NOON + days * DAY, Long.MAX_VALUE, (measured, value) -> values[0]++);
    return values[0];
  }

  private static void write(HistoryStore store, int days) throws Exception {
    List<HistoryRow> batch = new ArrayList<>();
    for (long i = 0; i < days * DAY; i++) {
      batch.add(Rows.reading(PATIENT, NOON + i, 60 + i % 40, 1, i));
      if (batch.size() == LineProtocolWriter.ROWS_A_REQUEST) {
        store.write(batch);
        batch.clear();
      }
    }
    store.write(batch);
    store.countReadings();
  }
}
