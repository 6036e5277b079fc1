package dev.vigil.models.training;

import dev.vigil.models.linear.LinearInputs;
import dev.vigil.models.training.RecordedStay.Row;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Patients to train on: the sick among them have a faster pulse, and nothing else tells. */
final class SickPatients {
  static final TrainingSpec SPEC =
      new TrainingSpec(
          "sick-logistic", "1", "sick", "generated", TrainingSpec.SEED, 4, AlarmWorth.EVEN);

  static final OutputNumber NUMBER = new OutputNumber(1, 2, 0);
  static final long ADMITTED = 1_700_000_000L;

  private SickPatients() {}

  /**
   * 120 patients, ten hours each; every fourth is sick and has a heart rate 20 higher. Saturation,
   * which tells nothing, is known of some.
   */
  static List<TrainingRow> rows() {
    Random random = new Random(7);
    List<TrainingRow> rows = new ArrayList<>();
    for (int patient = 0; patient < 120; patient++) {
      boolean sick = patient % 4 == 0;
      double usual = 80 + 12 * random.nextGaussian() + (sick ? 20 : 0);
      List<Row> stay = new ArrayList<>();
      for (int hour = 1; hour <= 10; hour++) {
        long time = ADMITTED + hour * 3_600L;
        long steps = Math.round(10 * (usual + 4 * random.nextGaussian()));
        List<Reading> readings = new ArrayList<>(List.of(heartRate(time, steps)));
        if (patient % 3 == 0) {
          readings.add(Reading.of("spo2", "mon-1", time, 970 + random.nextInt(20)));
        }
        stay.add(new Row(time, readings, sick));
      }
      rows.addAll(new RecordedStay(context("p" + patient), stay).trainingRows());
    }
    return rows;
  }

  static TrainingTable table(List<TrainingRow> rows) {
    return TrainingTable.of(LinearInputs.defaultFeatures(), rows.iterator(), Progress.NONE);
  }

  static Reading heartRate(long measured, long steps) {
    return Reading.of("heart-rate", "mon-1", measured, steps);
  }

  static FeatureVector vector(SortedMap<String, Double> values) {
    return new FeatureVector("p", "hash", ADMITTED, ADMITTED, values);
  }

  static PatientContext context(String patient) {
    return new PatientContext(
        patient,
        1,
        PatientContext.Status.ADMITTED,
        PatientContext.Origin.TRAINING,
        "w",
        "b",
        60,
        null,
        null,
        1,
        new TreeMap<>(),
        List.of(),
        PatientContext.MonitoringPlan.NONE,
        ADMITTED,
        null,
        "test",
        "test");
  }

  /** A model, trained as a command does. */
  static TrainingReport trained(TrainingSpec spec, Learner learner, TrainingTable table) {
    try (SideBySide lanes = new SideBySide()) {
      return Trainer.begin(spec, List.of(learner), table, Progress.NONE, lanes).get();
    }
  }
}
