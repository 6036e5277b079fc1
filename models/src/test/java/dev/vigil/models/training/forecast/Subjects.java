package dev.vigil.models.training.forecast;

import dev.vigil.models.training.RecordedStay;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.HospitalStay;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Made-up subjects with a glucose sensor that speaks every 5 minutes. */
final class Subjects {
  static final long START = 1_700_000_000L;
  static final int STEP = 300;
  static final String VITAL = "interstitial-glucose";

  private Subjects() {}

  /** Glucose at a time of a subject's recording, mg/dL. */
  @FunctionalInterface
  interface Course {
    double at(int step);
  }

  static RecordedStay stay(String subject, int steps, Course course) {
    List<RecordedStay.Row> rows = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      long time = START + (long) i * STEP;
      rows.add(new RecordedStay.Row(time, List.of(reading(time, course.at(i))), false));
    }
    return new RecordedStay(context(subject), rows);
  }

  static Reading reading(long measured, double glucose) {
    return Reading.of(VITAL, "sensor", measured, Math.round(10 * glucose));
  }

  /** Waves of a length of their own, and noise. */
  static RecordedStay wavy(String subject, int steps, long seed) {
    Random random = new Random(seed);
    double length = 30 + 20 * random.nextDouble();
    return stay(
        subject,
        steps,
        step -> 120 + 35 * Math.sin(2 * Math.PI * step / length) + 4 * random.nextGaussian());
  }

  static PatientContext context(String subject) {
    return new PatientContext(
        subject,
        1,
        PatientContext.Status.ADMITTED,
        Origin.TRAINING,
        "w",
        "b",
        null,
        null,
        null,
        1,
        Collections.emptySortedMap(),
        List.of(),
        MonitoringPlan.NONE,
        START,
        null,
        new HospitalStay(null, null),
        List.of(),
        "test",
        "made up");
  }
}
