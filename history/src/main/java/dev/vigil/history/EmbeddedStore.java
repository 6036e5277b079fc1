package dev.vigil.history;

import dev.vigil.history.Table.Column;
import io.questdb.cairo.ColumnType;
import io.questdb.cairo.sql.Record;
import io.questdb.cairo.sql.RecordMetadata;
import io.questdb.std.Numbers;
import io.questdb.std.str.Utf8Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The store in a QuestDB within this JVM: written over HTTP on the loopback interface by the same
 * client as InfluxDB, read by SQL without leaving the process.
 */
final class EmbeddedStore extends LineProtocolStore {
  private final QuestDb questDb;
  private final StoreEndpoint endpoint;

  private EmbeddedStore(QuestDb questDb, InfluxConnection connection) {
    super(new LineProtocolWriter(connection));
    this.questDb = questDb;
    this.endpoint = connection.endpoint();
  }

  /** A store over a running database, which it closes. */
  static EmbeddedStore over(QuestDb questDb) throws StoreUnavailableException {
    for (Table table : Table.values()) {
      questDb.execute(definition(table));
    }
    return new EmbeddedStore(questDb, new InfluxConnection(questDb.endpoint()));
  }

  @Override
  public StoreEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    super.close();
    questDb.close();
  }

  @Override
  <R> List<R> select(Selection selection, Function<StoredRow, R> decode)
      throws StoreUnavailableException {
    String columns =
        selection.table().columns().stream().map(Column::name).collect(Collectors.joining(", "));
    List<R> rows = new ArrayList<>();
    query(columns, selection, "", row -> rows.add(decode.apply(row)));
    return rows;
  }

  @Override
  List<ReadingDay> days(Selection readings) throws StoreUnavailableException {
    List<ReadingDay> days = new ArrayList<>();
    query(
        "count() row_count, count(value) value_count, max(version) highest_version,"
            + " max(received) last_received",
        readings,
        " SAMPLE BY 1d",
        row -> days.add(ReadingDay.of(row)));
    return days;
  }

  @Override
  List<SensorValues> values(Selection readings) throws StoreUnavailableException {
    Map<String, SensorValues> sensors = new TreeMap<>();
    query(
        "sensor, value",
        readings,
        "",
        row -> {
          Double value = row.real("value");
          if (value != null) {
            sensors.computeIfAbsent(row.text("sensor"), SensorValues::new).add(row.nanos(), value);
          }
        });
    return List.copyOf(sensors.values());
  }

  private void query(String columns, Selection selection, String end, Consumer<StoredRow> row)
      throws StoreUnavailableException {
    questDb.awaitApplied(selection.table().tableName());
    List<String> texts = new ArrayList<>();
    String sql = "SELECT timestamp, " + columns + from(selection, texts) + end;
    questDb.query(sql, texts, (record, metadata) -> row.accept(new SqlRow(record, metadata)));
  }

  @Override
  long count(Table table) throws StoreUnavailableException {
    questDb.awaitApplied(table.tableName());
    List<Long> counts = new ArrayList<>();
    questDb.query(
        "SELECT count() FROM " + table.tableName(),
        List.of(),
        (record, metadata) -> counts.add(record.getLong(0)));
    return counts.get(0);
  }

  /**
   * The table: with a write-ahead log, which line protocol over HTTP and deduplication need. Tags
   * are symbols, as QuestDB has it.
   */
  private static String definition(Table table) {
    String columns =
        table.columns().stream()
            .map(column -> column.name() + ' ' + sqlType(column.kind()))
            .collect(Collectors.joining(", "));
    String keys =
        table.columns().stream()
            .filter(
                column -> column.kind() == Table.Kind.TAG || table.place().contains(column.name()))
            .map(Column::name)
            .collect(Collectors.joining(", "));
    return "CREATE TABLE IF NOT EXISTS "
        + table.tableName()
        + " (timestamp TIMESTAMP_NS, "
        + columns
        + ") TIMESTAMP(timestamp) PARTITION BY DAY WAL DEDUP UPSERT KEYS(timestamp, "
        + keys
        + ")";
  }

  private static String sqlType(Table.Kind kind) {
    return switch (kind) {
      case TAG -> "SYMBOL";
      case WHOLE -> "LONG";
      case REAL -> "DOUBLE";
      case TEXT -> "VARCHAR";
    };
  }

  /** From where; puts the texts that its {@code $1, $2 …} stand for into {@code texts}. */
  private static String from(Selection selection, List<String> texts) {
    StringBuilder sql =
        new StringBuilder(" FROM ")
            .append(selection.table().tableName())
            .append(" WHERE timestamp >= CAST(" + selection.firstNanos() + " AS TIMESTAMP_NS)")
            .append(" AND timestamp < CAST(" + selection.endNanos() + " AS TIMESTAMP_NS)");
    selection
        .tags()
        .forEach(
            (tag, values) ->
                sql.append(" AND ")
                    .append(
                        values.stream()
                            .map(value -> tag + " = " + placeholder(value, texts))
                            .collect(Collectors.joining(" OR ", "(", ")"))));
    return sql.toString();
  }

  private static String placeholder(String value, List<String> texts) {
    texts.add(value);
    return "$" + texts.size();
  }

  private record SqlRow(Record record, RecordMetadata metadata) implements StoredRow {

    @Override
    public long nanos() {
      return record.getTimestamp(metadata.getColumnIndex("timestamp"));
    }

    @Override
    public @Nullable String textOrNull(String column) {
      int index = metadata.getColumnIndex(column);
      CharSequence tag = isSymbol(index) ? record.getSymA(index) : null;
      Utf8Sequence field = isSymbol(index) ? null : record.getVarcharA(index);
      Object text = tag == null ? field : tag;
      return text == null ? null : StoredText.decode(text.toString());
    }

    private boolean isSymbol(int index) {
      return ColumnType.isSymbol(metadata.getColumnType(index));
    }

    @Override
    public long whole(String column) {
      return record.getLong(metadata.getColumnIndex(column));
    }

    @Override
    public @Nullable Double real(String column) {
      double value = record.getDouble(metadata.getColumnIndex(column));
      return Numbers.isFinite(value) ? value : null;
    }
  }
}
