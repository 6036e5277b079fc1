package dev.vigil.history;

import java.util.List;

/**
 * The tables of the history: measurements in InfluxDB, tables of the same columns in QuestDB. This
 * is the one place that names the columns; beside them each row has its {@link RowTime timestamp}.
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists come from List.of.
enum Table {
  READINGS(
      "readings",
      List.of(
          tag("patient"),
          tag("vital"),
          tag("sensor"),
          real("value"),
          whole("steps"),
          text("status"),
          whole("version"),
          whole("received"),
          whole("log_partition"),
          whole("log_offset"),
          text("observed_by")),
      List.of("log_offset")),
  FEATURES(
      "features",
      List.of(
          tag("patient"),
          tag("feature"),
          real("value"),
          whole("log_offset"),
          whole("decided"),
          whole("log_index")),
      List.of("log_offset", "decided", "log_index")),
  SCORES(
      "scores",
      List.of(
          tag("patient"),
          tag("model"),
          tag("version"),
          text("outcome"),
          real("value"),
          real("low"),
          real("high"),
          text("reason"),
          whole("log_offset"),
          whole("decided"),
          whole("log_index")),
      List.of("log_offset", "decided", "log_index")),
  TRANSITIONS(
      "transitions",
      List.of(
          tag("patient"),
          tag("rule"),
          text("alert"),
          whole("alert_sequence"),
          text("ward"),
          text("bed"),
          text("kind"),
          text("state"),
          text("priority"),
          text("cause"),
          whole("measured"),
          text("done_by"),
          text("because"),
          text("evidence"),
          whole("log_offset"),
          whole("decided"),
          whole("log_index")),
      List.of("log_offset", "decided", "log_index"));

  /** A column that every row of every table has a value in: what counting counts. */
  static final String COUNTED = "log_offset";

  private final String tableName;
  private final List<Column> columns;
  private final List<String> place;

  Table(String tableName, List<Column> columns, List<String> place) {
    this.tableName = tableName;
    this.columns = columns;
    this.place = place;
  }

  String tableName() {
    return tableName;
  }

  List<Column> columns() {
    return columns;
  }

  /** Those columns that, with the tags and the timestamp, tell a row from all others. */
  List<String> place() {
    return place;
  }

  /** What a column holds. */
  enum Kind {
    /** Text that names the series. */
    TAG,
    WHOLE,
    REAL,
    TEXT
  }

  record Column(String name, Kind kind) {}

  private static Column tag(String name) {
    return new Column(name, Kind.TAG);
  }

  private static Column whole(String name) {
    return new Column(name, Kind.WHOLE);
  }

  private static Column real(String name) {
    return new Column(name, Kind.REAL);
  }

  private static Column text(String name) {
    return new Column(name, Kind.TEXT);
  }
}
