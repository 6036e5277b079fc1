package dev.vigil.app.replay;

import dev.vigil.dashboard.registry.Admission;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.simulator.recordings.RecordedPatient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** With what the patients of a recording are admitted: marked as a replay's for ever. */
final class RecordedAdmissions {
  private static final String WARD = "replay";

  /** A replay that runs faster leaves the pipeline at least this much to be late by. */
  private static final int SHORTEST_SECONDS = 60;

  /**
   * The longest interval of monitoring that NEWS2 allows on a ward: 12 h (Royal College of
   * Physicians 2017, chart 4), here with an hour of grace.
   */
  private static final int INTERVAL_SECONDS = 12 * 3600;

  private static final int GRACE_SECONDS = 3600;

  private RecordedAdmissions() {}

  /** One for each patient. */
  static List<Admission> of(Timeline timeline) {
    List<Admission> all = new ArrayList<>();
    for (RecordedPatient patient : timeline.patients()) {
      all.add(admission(patient, "bed-" + (all.size() + 1), timeline));
    }
    return all;
  }

  private static Admission admission(RecordedPatient patient, String bed, Timeline timeline) {
    PatientContext context = patient.context(WARD, bed, timeline.start(), Origin.REPLAY);
    return new Admission(
        patient.id(),
        Origin.REPLAY,
        WARD,
        bed,
        patient.ageYears(),
        patient.sex(),
        null,
        1,
        null,
        null,
        plan(timeline.speed()),
        context.admitted(),
        context.hospital(),
        "replay of a recording");
  }

  /** For the vital signs that NEWS2 asks for. */
  private static MonitoringPlan plan(double speed) {
    int interval = shrunk(INTERVAL_SECONDS, speed);
    int grace = shrunk(GRACE_SECONDS, speed);
    return new MonitoringPlan(
        Stream.of("heart-rate", "respiratory-rate", "spo2", "systolic-pressure")
            .map(vital -> new MonitoringPlan.Item(vital, interval, grace))
            .toList(),
        List.of());
  }

  private static int shrunk(int seconds, double speed) {
    return Math.max(SHORTEST_SECONDS, (int) (seconds / speed));
  }
}
