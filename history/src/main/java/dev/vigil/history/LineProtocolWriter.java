package dev.vigil.history;

import dev.vigil.history.UnstorableRowException.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.influxdb.dto.Point;

/** Writes line protocol through influxdb-java, whatever store takes it. */
final class LineProtocolWriter implements HistoryWriter {
  /** A size at which both stores write fastest, about 1 MB of text. */
  static final int ROWS_A_REQUEST = 5_000;

  private final InfluxConnection connection;
  private final RowPoints rowPoints = new RowPoints();

  LineProtocolWriter(InfluxConnection connection) {
    this.connection = connection;
  }

  @Override
  public void write(List<HistoryRow> rows)
      throws StoreUnavailableException, UnstorableRowException {
    List<Refusal> refusals = new ArrayList<>();
    for (int first = 0; first < rows.size(); first += ROWS_A_REQUEST) {
      int end = Math.min(rows.size(), first + ROWS_A_REQUEST);
      List<Point> points = new ArrayList<>(end - first);
      for (int i = first; i < end; i++) {
        try {
          points.add(rows.get(i).match(rowPoints));
        } catch (CheckedPoint.Unstorable e) {
          refusals.add(new Refusal(i, e.code(), e.detail()));
        }
      }
      connection.write(points);
    }
    if (!refusals.isEmpty()) {
      throw new UnstorableRowException(refusals);
    }
  }

  @Override
  public boolean ping() {
    return connection.ping();
  }

  @Override
  public void close() {
    connection.close();
  }
}
