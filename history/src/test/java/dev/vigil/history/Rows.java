package dev.vigil.history;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Reading.Status;
import dev.vigil.schemas.Score.Outcome;

/** Rows for tests, each with what matters to the test. */
final class Rows {
  static final String VITAL = "heart-rate";
  static final long NOON = 1_767_268_800;

  private Rows() {}

  static ReadingRow reading(String patient, long measured, long steps, int version, long offset) {
    Status status = version == 1 ? Status.FINAL : Status.CORRECTED;
    return new ReadingRow(
        patient,
        VITAL,
        "mon-1",
        measured,
        (double) steps,
        steps,
        status,
        version,
        measured + 1,
        7,
        offset,
        null);
  }

  static ReadingRow withdrawal(String patient, long measured, int version, long offset) {
    return new ReadingRow(
        patient,
        VITAL,
        "mon-1",
        measured,
        null,
        0,
        Status.WITHDRAWN,
        version,
        measured + 9,
        7,
        offset,
        "dr-x");
  }

  static ReadingRow exact(String patient, double value, long steps, long offset) {
    return new ReadingRow(
        patient, VITAL, "mon-1", NOON, value, steps, Status.FINAL, 1, NOON, 0, offset, null);
  }

  static FeatureRow feature(String patient, String name, long known, double value, long offset) {
    return new FeatureRow(patient, name, known, value, number(offset, known));
  }

  static ScoreRow score(String patient, String version, long known, long offset) {
    return new ScoreRow(
        patient,
        "news2",
        version,
        known,
        Outcome.SCORE,
        5.0,
        null,
        null,
        null,
        number(offset, known));
  }

  static TransitionRow transition(
      String patient, String alert, int sequence, String because, int index) {
    return new TransitionRow(
        patient,
        alert,
        sequence,
        "ward-1",
        "bed-2",
        "hr-high",
        AlertTransition.Kind.LIMIT,
        AlertTransition.State.ACTIVE,
        Priority.HIGH,
        AlertTransition.Cause.STEPPED_UP,
        NOON - 3,
        NOON,
        null,
        because,
        "{\"clears\":\"below 120 \\\"1\\\"/min\\n\"}",
        new OutputNumber(40, NOON, index));
  }

  private static OutputNumber number(long offset, long instant) {
    return new OutputNumber(offset, instant, 0);
  }
}
