package dev.vigil.history;

import dev.vigil.history.UnstorableRowException.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes line protocol through influxdb-java, whatever store takes it. */
final class LineProtocolWriter implements HistoryWriter {
  /** A size at which both stores write fastest, about 1 MB of text. */
  static final int ROWS_A_REQUEST = 5_000;

  private final InfluxConnection connection;
  private final RowPoints rowPoints = new RowPoints();

  LineProtocolWriter(InfluxConnection connection) {
    this.connection = connection;
  }

  /** A point, and which of the rows that are to be written it is. */
  private record Placed(int index, RowPoint row) {}

  @Override
  public void write(List<HistoryRow> rows)
      throws StoreUnavailableException, UnstorableRowException {
    List<Refusal> refusals = new ArrayList<>();
    for (int first = 0; first < rows.size(); first += ROWS_A_REQUEST) {
      int end = Math.min(rows.size(), first + ROWS_A_REQUEST);
      write(placed(rows, first, end, refusals), refusals);
    }
    if (!refusals.isEmpty()) {
      refusals.sort(Comparator.comparingInt(Refusal::index));
      throw new UnstorableRowException(refusals);
    }
  }

  private List<Placed> placed(List<HistoryRow> rows, int first, int end, List<Refusal> refusals) {
    List<Placed> placed = new ArrayList<>(end - first);
    for (int i = first; i < end; i++) {
      try {
        placed.add(new Placed(i, rows.get(i).match(rowPoints)));
      } catch (CheckedPoint.Unstorable e) {
        refusals.add(new Refusal(i, e.code(), e.detail()));
      }
    }
    return placed;
  }

  /**
   * One request. What is older than the store keeps is refused by itself: tried again with the
   * others, it would hold them up for ever.
   */
  private void write(List<Placed> points, List<Refusal> refusals) throws StoreUnavailableException {
    try {
      connection.write(points.stream().map(placed -> placed.row().point()).toList());
    } catch (PointsTooOldException e) {
      points.stream()
          .sorted(Comparator.comparingLong(placed -> placed.row().nanos()))
          .limit(e.dropped())
          .forEach(
              placed ->
                  refusals.add(
                      new Refusal(
                          placed.index(),
                          "beyond-retention",
                          "time is before what the store's retention policy keeps")));
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
