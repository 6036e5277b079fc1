package dev.vigil.history;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Score;

/** Rows out of what the store gives back; {@link RowPoints} is the way there. */
final class StoredRows {
  private StoredRows() {}

  static ReadingRow reading(StoredRow row) {
    return new ReadingRow(
        row.text("patient"),
        row.text("vital"),
        row.text("sensor"),
        row.second(),
        row.real("value"),
        row.whole("steps"),
        requireNonNull(Reading.Status.ofWireName(row.text("status")), "status is unknown"),
        row.integer("version"),
        row.whole("received"),
        row.integer("log_partition"),
        row.whole("log_offset"),
        row.textOrNull("observed_by"));
  }

  static FeatureRow feature(StoredRow row) {
    return new FeatureRow(
        row.text("patient"),
        row.text("feature"),
        row.second(),
        requireNonNull(row.real("value"), "value of a feature is null"),
        number(row));
  }

  static ScoreRow score(StoredRow row) {
    return new ScoreRow(
        row.text("patient"),
        row.text("model"),
        row.text("version"),
        row.second(),
        Words.parse(Score.Outcome.class, row.text("outcome")),
        row.real("value"),
        row.real("low"),
        row.real("high"),
        row.textOrNull("reason"),
        number(row));
  }

  static TransitionRow transition(StoredRow row) {
    return new TransitionRow(
        row.text("patient"),
        row.text("alert"),
        row.integer("alert_sequence"),
        row.text("ward"),
        row.text("bed"),
        row.text("rule"),
        Words.parse(AlertTransition.Kind.class, row.text("kind")),
        Words.parse(AlertTransition.State.class, row.text("state")),
        Words.parse(Priority.class, row.text("priority")),
        Words.parse(AlertTransition.Cause.class, row.text("cause")),
        row.whole("measured"),
        row.second(),
        row.textOrNull("done_by"),
        row.text("because"),
        row.text("evidence"),
        number(row));
  }

  private static OutputNumber number(StoredRow row) {
    return new OutputNumber(
        row.whole("log_offset"), row.whole("decided"), row.integer("log_index"));
  }
}
