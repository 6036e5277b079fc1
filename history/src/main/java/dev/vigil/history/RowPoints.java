package dev.vigil.history;

/** The one place that says how a row becomes a point; {@link StoredRows} is the way back. */
final class RowPoints implements HistoryRow.Cases<RowPoint> {

  @Override
  public RowPoint reading(ReadingRow row) {
    return new CheckedPoint(Table.READINGS)
        .tag("patient", row.patient())
        .tag("vital", row.vital())
        .tag("sensor", row.sensor())
        .real("value", row.value())
        .whole("steps", row.steps())
        .text("status", row.status().wireName())
        .whole("version", row.version())
        .whole("received", row.received())
        .whole("log_partition", row.partition())
        .text("observed_by", row.by())
        .logged(row.measured(), row.offset());
  }

  @Override
  public RowPoint feature(FeatureRow row) {
    return new CheckedPoint(Table.FEATURES)
        .tag("patient", row.patient())
        .tag("feature", row.feature())
        .real("value", row.value())
        .numbered(row.known(), row.number());
  }

  @Override
  public RowPoint score(ScoreRow row) {
    return new CheckedPoint(Table.SCORES)
        .tag("patient", row.patient())
        .tag("model", row.model())
        .tag("version", row.version())
        .text("outcome", Words.of(row.outcome()))
        .real("value", row.value())
        .real("low", row.low())
        .real("high", row.high())
        .text("reason", row.reason())
        .numbered(row.known(), row.vector());
  }

  @Override
  public RowPoint transition(TransitionRow row) {
    return new CheckedPoint(Table.TRANSITIONS)
        .tag("patient", row.patient())
        .tag("rule", row.rule())
        .text("alert", row.alert())
        .whole("alert_sequence", row.sequence())
        .text("ward", row.ward())
        .text("bed", row.bed())
        .text("kind", Words.of(row.kind()))
        .text("state", Words.of(row.state()))
        .text("priority", Words.of(row.priority()))
        .text("cause", Words.of(row.cause()))
        .whole("measured", row.measured())
        .text("done_by", row.by())
        .text("because", row.because())
        .text("evidence", row.evidence())
        .numbered(row.decided(), row.number());
  }
}
