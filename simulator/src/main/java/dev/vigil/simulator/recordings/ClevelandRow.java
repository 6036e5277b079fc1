package dev.vigil.simulator.recordings;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.vigil.schemas.PatientContext.Sex;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the heart disease data of Cleveland. {@code ?} stands for unknown. */
final class ClevelandRow {
  /** Age is in years, sex 1 of men, the diagnosis {@code num} above 0 of the ill. */
  static final List<String> NEEDED = List.of("age", "sex", "cp", "trestbps", "thalach", "thal");

  private static final String UNKNOWN = "?";
  private static final String CODE = "{code}";

  /**
   * What a column is.
   *
   * @param codes the recording's codes in the order of the catalogue's; empty of a measurement
   */
  private record Column(String name, String vital, String unit, List<Integer> codes) {
    /** The catalogue's code; -1 if it has none. */
    int code(BigDecimal number) {
      boolean isWhole = number.stripTrailingZeros().scale() <= 0;
      return isWhole ? codes.indexOf(number.intValue()) : -1;
    }
  }

  private static final List<Column> COLUMNS =
      List.of(
          new Column("cp", "chest-pain", CODE, List.of(1, 2, 3, 4)),
          new Column("trestbps", "systolic-pressure", "mm[Hg]", List.of()),
          new Column("chol", "cholesterol", "mg/dL", List.of()),
          new Column("fbs", "fasting-glucose-high", CODE, List.of(0, 1)),
          new Column("restecg", "resting-ecg", CODE, List.of(0, 1, 2)),
          new Column("thalach", "exercise-heart-rate", "/min", List.of()),
          new Column("exang", "exercise-angina", CODE, List.of(0, 1)),
          new Column("oldpeak", "exercise-st-depression", "mm", List.of()),
          new Column("slope", "exercise-st-slope", CODE, List.of(1, 2, 3)),
          new Column("ca", "fluoroscopy-vessels", "{count}", List.of()),
          new Column("thal", "thallium-scan", CODE, List.of(3, 6, 7)));

  private final NamedCsvRecord row;
  private final String file;
  private final SharedValues numbers = new SharedValues();
  private final List<MalformedRow> malformed = new ArrayList<>();

  ClevelandRow(NamedCsvRecord row, String file) {
    this.row = row;
    this.file = file;
  }

  /** The patient; of a row with something unreadable nothing but that. */
  RecordedPatient patient(String id) {
    BigDecimal age = number("age");
    BigDecimal sex = number("sex");
    BigDecimal diagnosis = number("num");
    List<RecordedValue> values = values();
    RecordedStep step =
        new RecordedStep(0, values, diagnosis == null ? null : diagnosis.signum() > 0);
    return new RecordedPatient(
        id,
        age == null ? null : (Integer) age.intValue(),
        sex == null ? null : sex.signum() > 0 ? Sex.MALE : Sex.FEMALE,
        null,
        null,
        1,
        malformed.isEmpty() ? List.of(step) : List.of(),
        malformed,
        Collections.emptySortedMap(),
        Collections.emptySortedMap());
  }

  private List<RecordedValue> values() {
    List<RecordedValue> values = new ArrayList<>();
    for (Column column : COLUMNS) {
      BigDecimal number = number(column.name());
      if (number != null && column.codes().isEmpty()) {
        values.add(new RecordedValue(column.vital(), number, column.unit()));
      } else if (number != null) {
        int code = column.code(number);
        if (code < 0) {
          malformed("column " + column.name() + " has a code that is none of " + column.codes());
        } else {
          values.add(new RecordedValue(column.vital(), BigDecimal.valueOf(code), column.unit()));
        }
      }
    }
    return values;
  }

  private @Nullable BigDecimal number(String column) {
    String text = row.findField(column).orElse(UNKNOWN).strip();
    if (text.equals(UNKNOWN)) {
      return null;
    }
    BigDecimal number = numbers.number(text);
    if (number == null) {
      malformed("column " + column + " is no number and not " + UNKNOWN);
    }
    return number;
  }

  private void malformed(String problem) {
    malformed.add(new MalformedRow(file, row.getStartingLineNumber(), problem));
  }
}
