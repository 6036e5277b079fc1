package dev.vigil.simulator.recordings;

import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.simulator.recordings.PsvColumn.Role;
import dev.vigil.simulator.recordings.RecordedPatient.CareUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What has been read of one patient's file so far. */
final class PsvCourse {
  private static final long SECONDS_PER_HOUR = 3600;
  private static final BigDecimal OLDEST = BigDecimal.valueOf(130);
  private static final BigDecimal LATEST_HOUR = BigDecimal.valueOf(1_000_000);

  private final String file;
  private final List<PsvColumn> columns;
  private final List<RecordedStep> steps = new ArrayList<>();
  private final List<MalformedRow> malformed = new ArrayList<>();
  private @Nullable Integer age;
  private @Nullable Sex sex;
  private @Nullable CareUnit unit;
  private @Nullable BigDecimal hoursBefore;
  private final int hourColumn;
  private final int labelColumn;
  private int firstHour;
  private int lastHour;

  PsvCourse(String file, List<PsvColumn> columns) {
    this.file = file;
    this.columns = columns;
    List<Role> roles = columns.stream().map(PsvColumn::role).toList();
    hourColumn = roles.indexOf(Role.HOUR);
    labelColumn = roles.indexOf(Role.LABEL);
  }

  List<PsvColumn> columns() {
    return columns;
  }

  void malformed(long line, String problem) {
    malformed.add(new MalformedRow(file, line, problem));
  }

  /** Takes a row with one cell per column; null cells were not measured. */
  void row(long line, @Nullable BigDecimal[] cells, UnaryOperator<RecordedValue> share) {
    int hour = wholeHour(cells[hourColumn]);
    if (hour <= lastHour) {
      malformed(line, "column ICULOS is no whole hour above the one before");
      return;
    }
    if (steps.isEmpty()) {
      firstHour = hour;
      describe(cells);
    }
    lastHour = hour;
    long offset = (hour - firstHour) * SECONDS_PER_HOUR;
    steps.add(new RecordedStep(offset, values(cells, share), label(cells)));
  }

  private List<RecordedValue> values(
      @Nullable BigDecimal[] cells, UnaryOperator<RecordedValue> share) {
    List<RecordedValue> values = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      PsvColumn column = columns.get(i);
      BigDecimal cell = cells[i];
      if (cell != null && column.role() == Role.MEASUREMENT) {
        values.add(share.apply(new RecordedValue(column.vital(), cell, column.unit())));
      }
    }
    return values;
  }

  private @Nullable Boolean label(@Nullable BigDecimal[] cells) {
    BigDecimal label = labelColumn < 0 ? null : cells[labelColumn];
    return label == null ? null : Boolean.valueOf(label.signum() > 0);
  }

  private static int wholeHour(@Nullable BigDecimal cell) {
    boolean isHour =
        cell != null
            && cell.signum() > 0
            && cell.compareTo(LATEST_HOUR) <= 0
            && cell.stripTrailingZeros().scale() <= 0;
    return isHour && cell != null ? cell.intValueExact() : 0;
  }

  private void describe(@Nullable BigDecimal[] cells) {
    for (int i = 0; i < cells.length; i++) {
      BigDecimal cell = cells[i];
      Role role = columns.get(i).role();
      if (cell != null) {
        describe(role, cell);
      }
    }
  }

  private void describe(Role role, BigDecimal cell) {
    switch (role) {
      case AGE -> {
        boolean possible = cell.signum() >= 0 && cell.compareTo(OLDEST) <= 0;
        age = possible ? Integer.valueOf(cell.intValue()) : null;
      }
      case SEX -> sex = cell.signum() == 0 ? Sex.FEMALE : Sex.MALE;
      case MEDICAL_UNIT -> unit = cell.signum() == 0 ? unit : CareUnit.MEDICAL;
      case SURGICAL_UNIT -> unit = cell.signum() == 0 ? unit : CareUnit.SURGICAL;
      case HOSPITAL_ADMISSION ->
          hoursBefore = cell.abs().compareTo(LATEST_HOUR) <= 0 ? cell.negate() : null;
      default -> {
        // Not about the patient.
      }
    }
  }

  RecordedPatient patient(String id) {
    if (steps.isEmpty() && malformed.isEmpty()) {
      malformed(1, "no row follows the column names, expected one per hour");
    }
    return new RecordedPatient(
        id,
        age,
        sex,
        unit,
        hoursBefore,
        Math.max(1, firstHour),
        steps,
        malformed,
        Collections.emptySortedMap(),
        Collections.emptySortedMap());
  }
}
