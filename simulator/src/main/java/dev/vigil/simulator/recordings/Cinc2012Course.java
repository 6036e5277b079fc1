package dev.vigil.simulator.recordings;

import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.PatientContext.Specialty;
import dev.vigil.simulator.recordings.RecordedPatient.CareUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What has been read of one stay's file so far. Nobody recorded when a value was entered: the time
 * it stands at is taken for when it became known, wherever in the file its line is. Two values of
 * one parameter at one minute are both kept, in the order of their lines: which one counts is for
 * the intake and the features to say.
 */
final class Cinc2012Course {
  /** Fixed ones by their code from 1. Which are surgical: those that take people after surgery. */
  private static final List<CareUnit> UNITS =
      List.of(
          new CareUnit("coronary care", Specialty.MEDICAL),
          new CareUnit("cardiac surgery recovery", Specialty.SURGICAL),
          new CareUnit("medical icu", Specialty.MEDICAL),
          new CareUnit("surgical icu", Specialty.SURGICAL));

  /** Ventilated by machine, as the catalogue's code of the oxygen device says it. */
  private static final RecordedValue VENTILATOR =
      new RecordedValue("oxygen-device", BigDecimal.valueOf(7), "{device}");

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,31}");
  private static final BigDecimal OLDEST = BigDecimal.valueOf(130);

  private final String file;
  private final SharedValues shared;
  private final SortedMap<Long, List<RecordedValue>> values = new TreeMap<>();
  private final SortedMap<String, Long> unmapped = new TreeMap<>();
  private final List<MalformedRow> malformed = new ArrayList<>();
  private @Nullable Integer age;
  private @Nullable Sex sex;
  private @Nullable CareUnit unit;

  Cinc2012Course(String file, SharedValues shared) {
    this.file = file;
    this.shared = shared;
    // The stay begins with the admission, whether or not something was measured then.
    values.put(0L, new ArrayList<>());
  }

  void malformed(long line, String problem) {
    malformed.add(new MalformedRow(file, line, problem));
  }

  /**
   * Takes a row.
   *
   * @param offset seconds since admission
   * @param name of the parameter
   */
  void row(long offset, String name, BigDecimal value) {
    switch (name) {
      case "RecordID" -> {
        // The file's name says it.
      }
      case "Age" -> {
        boolean possible = value.signum() >= 0 && value.compareTo(OLDEST) <= 0;
        age = possible ? Integer.valueOf(value.intValue()) : null;
      }
      case "Gender" -> sex = isCode(value, 0) ? Sex.FEMALE : isCode(value, 1) ? Sex.MALE : null;
      case "ICUType" -> unit = unit(value);
      default -> measured(offset, name, value);
    }
  }

  private void measured(long offset, String name, BigDecimal value) {
    Cinc2012Parameter parameter = Cinc2012Parameter.ALL.get(name);
    if (parameter != null) {
      add(
          offset,
          new RecordedValue(parameter.vital(), value, parameter.unit(), parameter.sensor()));
    } else if (name.equals("MechVent") && isCode(value, 1)) {
      add(offset, VENTILATOR);
    } else {
      unmapped.merge(NAME.matcher(name).matches() ? name : "without a name", 1L, Long::sum);
    }
  }

  private void add(long offset, RecordedValue value) {
    values.computeIfAbsent(offset, any -> new ArrayList<>()).add(shared.share(value));
  }

  private static boolean isCode(BigDecimal value, int code) {
    return value.compareTo(BigDecimal.valueOf(code)) == 0;
  }

  private static @Nullable CareUnit unit(BigDecimal value) {
    for (int code = 1; code <= UNITS.size(); code++) {
      if (isCode(value, code)) {
        return UNITS.get(code - 1);
      }
    }
    return null;
  }

  /**
   * All of it.
   *
   * @param outcome null if it isn't known
   */
  RecordedPatient patient(String id, @Nullable Cinc2012Outcome outcome) {
    List<RecordedStep> steps = new ArrayList<>(values.size());
    for (Map.Entry<Long, List<RecordedValue>> moment : values.entrySet()) {
      steps.add(
          new RecordedStep(
              moment.getKey(), moment.getValue(), outcome == null ? null : outcome.died()));
    }
    return new RecordedPatient(
        id,
        age,
        sex,
        unit,
        null,
        1,
        steps,
        malformed,
        unmapped,
        outcome == null ? Collections.emptySortedMap() : outcome.scores());
  }
}
