package dev.vigil.models.features;

import dev.vigil.models.features.FeatureOutput.VectorOut;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Readings;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Sends the records of an admitted patient through the whole fold and compares each vector with the
 * reference, over days and silences. Answers with the first difference, or with nothing; public for
 * the reason of {@link VitalTrial}.
 */
public final class PatientTrial implements Function<List<Readings>, String> {
  private final ReferencePatient reference = new ReferencePatient();
  private final FeatureReplay replay =
      new FeatureReplay(
          FeatureSettings.PER_ROW,
          (patient, number, output) -> {
            if (output instanceof VectorOut out) {
              compare(out.vector());
            }
          });
  private long due = Long.MIN_VALUE;
  private String difference = "";

  @Override
  public String apply(List<Readings> schedule) {
    PatientTrial trial = new PatientTrial();
    return trial.run(schedule);
  }

  private String run(List<Readings> schedule) {
    long stamp = schedule.get(0).received();
    ContextChange admission = new ContextChange(admitted(stamp));
    replay.record(new FeatureReplay.Entry(0, stamp, admission));
    long offset = 1;
    for (Readings record : schedule) {
      stamp = record.received();
      replay.advance(stamp);
      expectNothingDueBefore(stamp);
      replay.record(new FeatureReplay.Entry(offset++, stamp, record));
      if (reference.apply(record, stamp)) {
        due = stamp + 1;
      }
      if (!difference.isEmpty()) {
        return difference;
      }
    }
    replay.advance(stamp + 1);
    expectNothingDueBefore(stamp + 1);
    return difference;
  }

  private void expectNothingDueBefore(long now) {
    if (difference.isEmpty() && due != Long.MIN_VALUE && due <= now) {
      difference = due + ": no vector, expected one";
    }
  }

  private void compare(FeatureVector vector) {
    SortedMap<String, Double> values = new TreeMap<>(vector.values());
    values.keySet().removeIf(name -> name.startsWith("static."));
    SortedMap<String, Double> expected = reference.features(vector.known());
    boolean same =
        vector.known() == due
            && values.keySet().equals(expected.keySet())
            && values.keySet().stream()
                .allMatch(name -> isSame(name, values.get(name), expected.get(name)));
    if (!same && difference.isEmpty()) {
      difference = vector.known() + ": " + values + ", expected at " + due + ": " + expected;
    }
    due = Long.MIN_VALUE;
  }

  /** Only the correlation is computed in another order of operations. */
  private static boolean isSame(String name, double value, double expected) {
    return name.equals(AcrossVitals.CORRELATION)
        ? Math.abs(value - expected) <= 1e-9
        : Double.compare(value, expected) == 0;
  }

  private static PatientContext admitted(long stamp) {
    return new PatientContext(
        "p1",
        1,
        PatientContext.Status.ADMITTED,
        PatientContext.Origin.DEMO,
        "w1",
        "b1",
        70,
        PatientContext.Sex.FEMALE,
        null,
        1,
        new TreeMap<>(),
        List.of(),
        PatientContext.MonitoringPlan.NONE,
        stamp,
        null,
        "test",
        "test");
  }
}
