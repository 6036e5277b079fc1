package dev.vigil.jobs.fold;

import static dev.vigil.jobs.LogRecords.START;

import dev.vigil.jobs.LogRecords;
import dev.vigil.models.features.FeatureFold;
import dev.vigil.models.features.FeatureHead;
import dev.vigil.models.features.FeatureOutput;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.models.features.PatientFeatures;
import dev.vigil.models.features.VitalPart;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.fold.Agenda;
import dev.vigil.schemas.fold.FoldRunner;
import dev.vigil.schemas.fold.InMemoryPatient;
import java.util.ArrayList;
import java.util.List;

/**
 * The features state of one patient after a log that is always the same and leaves every kind of
 * part behind: three hours at one reading a minute, which two days later have become a baseline,
 * then some at one a minute that have moved to their block, the last taken back, and four hours
 * later a quarter of an hour at 1 Hz, most of it settled, with corrections and withdrawals.
 */
final class GoldenFeatures {
  /** Keys of the parts of the one vital sign, by what they hold. */
  static final String RECENT = "heart-rate";

  static final String BASELINE = "heart-rate/baseline";

  static final String STAY = "heart-rate/stay";

  private static final String PATIENT = "p-1";
  private static final int BLOCK_SECONDS = 7_200;
  private static final long DENSE = START - Math.floorMod(START, BLOCK_SECONDS) + 2 * 86_400;
  private static final int SPARSE_MINUTES = 180;
  private static final int DENSE_SECONDS = 900;
  private static final long END = DENSE + DENSE_SECONDS;
  private static final long MOVED_START = DENSE - 14_400;
  private static final int MOVED_MINUTES = 20;
  static final String BLOCK = "heart-rate@" + DENSE;
  static final String MOVED = "heart-rate@" + MOVED_START;

  private static final FoldRunner<PatientFeatures, FeatureOutput> FOLD =
      new FoldRunner<>(new FeatureFold(new FeatureSettings(60, false)));

  private GoldenFeatures() {}

  static FeatureHead head() {
    return patient().state().head();
  }

  static VitalPart part(String key) {
    VitalPart part = patient().state().vitals().get(key);
    if (part == null) {
      throw new AssertionError("the log leaves no part " + key);
    }
    return part;
  }

  /** Goes on with this head in the place of the patient's own. */
  static List<String> from(FeatureHead head) {
    return goOn(new PatientFeatures(head, patient().state().vitals()));
  }

  /** Goes on with this part in the place of the patient's own. */
  static List<String> from(String key, VitalPart part) {
    PatientFeatures state = patient().state();
    state.vitals().put(key, part);
    return goOn(state);
  }

  private static InMemoryPatient<PatientFeatures> patient() {
    InMemoryPatient<PatientFeatures> patient = new InMemoryPatient<>(PatientFeatures::new);
    long first = DENSE - 2 * 86_400;
    record(
        patient,
        0,
        first,
        new ContextChange(LogRecords.context(PATIENT, 1, Status.ADMITTED, MonitoringPlan.NONE)));
    for (int i = 0; i < SPARSE_MINUTES; i++) {
      long now = first + 60L * i;
      record(patient, 1 + i, now, heartRate(now, 700 + i));
    }
    int offset = 1 + SPARSE_MINUTES;
    for (int i = 0; i < MOVED_MINUTES; i++) {
      long now = MOVED_START + 60L * i;
      record(patient, offset++, now, heartRate(now, 650 + i));
    }
    long last = MOVED_START + 60L * MOVED_MINUTES - 60;
    Reading takenBack =
        new Reading("heart-rate", "mon-1", last, 669, Reading.Status.WITHDRAWN, 2, null);
    record(patient, offset++, DENSE - 60, LogRecords.readings(PATIENT, DENSE - 60, takenBack));
    for (int i = 0; i < DENSE_SECONDS; i++) {
      long now = DENSE + i;
      record(patient, offset++, now, dense(now, i));
    }
    return patient;
  }

  /** A heart rate that rises, out of order; now and then one is corrected or taken back. */
  private static PatientRecord dense(long now, int i) {
    Reading.Status status =
        switch (i % 100) {
          case 20 -> Reading.Status.CORRECTED;
          case 50 -> Reading.Status.WITHDRAWN;
          default -> Reading.Status.FINAL;
        };
    long measured = status == Reading.Status.FINAL ? DENSE + (i ^ 3) : now - 10;
    return LogRecords.readings(
        PATIENT, now, new Reading("heart-rate", "mon-1", measured, 700 + i, status, 1, null));
  }

  private static PatientRecord heartRate(long now, long steps) {
    return LogRecords.readings(PATIENT, now, LogRecords.heartRate(now, steps));
  }

  /**
   * One more reading, one of another device in a minute that is settled, and the vector; then one
   * two days later, by which all that is kept becomes part of the baseline, and its vector.
   */
  private static List<String> goOn(PatientFeatures state) {
    List<String> outputs = new ArrayList<>();
    InMemoryPatient<PatientFeatures> patient =
        new InMemoryPatient<>(PatientFeatures::new, state, new Agenda());
    long later = END + 2 * 86_400;
    Reading settled = Reading.of("heart-rate", "mon-2", DENSE + 30, 1_210);
    PatientRecord both = LogRecords.readings(PATIENT, END, LogRecords.heartRate(END, 800), settled);
    FOLD.record(patient, 2_000, END, both, (number, out) -> outputs.add(number + " " + out));
    FOLD.advance(patient, END + 60, (number, out) -> outputs.add(number + " " + out));
    FOLD.record(
        patient,
        2_001,
        later,
        heartRate(later, 820),
        (number, out) -> outputs.add(number + " " + out));
    FOLD.advance(patient, later + 60, (number, out) -> outputs.add(number + " " + out));
    return outputs;
  }

  private static void record(
      InMemoryPatient<PatientFeatures> patient, long offset, long now, PatientRecord record) {
    FOLD.record(patient, offset, now, record, (number, output) -> {});
  }
}
