package dev.vigil.history;

import static java.util.Objects.requireNonNull;

import dev.vigil.history.Table.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.influxdb.dto.QueryResult;
import org.jspecify.annotations.Nullable;

/** The store in an InfluxDB 1.x, from 1.4 on (MessagePack answers). */
final class InfluxStore extends LineProtocolStore {
  private final InfluxConnection connection;

  InfluxStore(InfluxConnection connection) {
    super(new LineProtocolWriter(connection));
    this.connection = connection;
  }

  @Override
  public StoreEndpoint endpoint() {
    return connection.endpoint();
  }

  @Override
  <R> List<R> select(Selection selection, Function<StoredRow, R> decode)
      throws StoreUnavailableException {
    String columns =
        selection.table().columns().stream()
            .map(Column::name)
            .map(name -> '"' + name + '"')
            .collect(Collectors.joining(", "));
    return rows("SELECT " + columns + from(selection), decode);
  }

  private <R> List<R> rows(String influxQl, Function<StoredRow, R> decode)
      throws StoreUnavailableException {
    List<R> rows = new ArrayList<>();
    for (QueryResult.Series series : connection.query(influxQl)) {
      Map<String, Integer> positions = new HashMap<>();
      for (String column : series.getColumns()) {
        positions.put(column, positions.size());
      }
      for (List<Object> values : series.getValues()) {
        rows.add(decode.apply(new InfluxRow(positions, values)));
      }
    }
    return rows;
  }

  @Override
  List<ReadingDay> days(Selection readings) throws StoreUnavailableException {
    return rows(
        "SELECT count(\"version\") AS \"row_count\", count(\"value\") AS \"value_count\","
            + " max(\"version\") AS \"highest_version\", max(\"received\") AS \"last_received\""
            + from(readings)
            + " GROUP BY time(1d) fill(0)",
        ReadingDay::of);
  }

  @Override
  List<SensorValues> values(Selection readings) throws StoreUnavailableException {
    List<SensorValues> sensors = new ArrayList<>();
    for (QueryResult.Series series :
        connection.query("SELECT \"value\"" + from(readings) + " GROUP BY \"sensor\"")) {
      SensorValues values =
          new SensorValues(StoredText.decode(requireNonNull(series.getTags().get("sensor"))));
      // Rows of the time and the value.
      for (List<Object> row : series.getValues()) {
        values.add(((Number) row.get(0)).longValue(), ((Number) row.get(1)).doubleValue());
      }
      sensors.add(values);
    }
    return sensors;
  }

  @Override
  long count(Table table) throws StoreUnavailableException {
    List<QueryResult.Series> series =
        connection.query(
            "SELECT count(\"" + Table.COUNTED + "\") FROM \"" + table.tableName() + "\"");
    if (series.isEmpty()) {
      return 0;
    }
    // A row of the time and the count.
    return ((Number) series.get(0).getValues().get(0).get(1)).longValue();
  }

  private static String from(Selection selection) {
    String tags =
        selection.tags().entrySet().stream()
            .map(tag -> anyOf(tag.getKey(), tag.getValue()))
            .collect(Collectors.joining(" AND "));
    return " FROM \""
        + selection.table().tableName()
        + "\" WHERE time >= "
        + selection.firstNanos()
        + " AND time < "
        + selection.endNanos()
        + " AND "
        + tags;
  }

  private static String anyOf(String tag, List<String> values) {
    return values.stream()
        .map(value -> '"' + tag + "\" = " + quoted(value))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  /** A literal; {@link StoredText} leaves no backslash and no line feed in a tag. */
  private static String quoted(String value) {
    return "'" + value.replace("'", "\\'") + "'";
  }

  private record InfluxRow(Map<String, Integer> positions, List<@Nullable Object> values)
      implements StoredRow {

    @Override
    public long nanos() {
      return whole("time");
    }

    @Override
    public @Nullable String textOrNull(String column) {
      Object value = value(column);
      return value == null ? null : StoredText.decode(value.toString());
    }

    @Override
    public long whole(String column) {
      return ((Number) requireNonNull(value(column), column + " is null")).longValue();
    }

    @Override
    public @Nullable Double real(String column) {
      return value(column) instanceof Number number ? number.doubleValue() : null;
    }

    private @Nullable Object value(String column) {
      return values.get(requireNonNull(positions.get(column), column + " was not selected"));
    }
  }
}
