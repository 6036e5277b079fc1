package dev.vigil.app.cohort;

import dev.vigil.app.replay.ReplayRun;
import dev.vigil.ingest.Normaliser;
import dev.vigil.ingest.Normaliser.Normalised;
import dev.vigil.ingest.Reason;
import dev.vigil.models.training.RecordedStay;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Reading;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.RecordedStep;
import dev.vigil.simulator.recordings.RecordedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads recorded patients as the feature engine gets them. A value goes through the same door as
 * one that is sent to the gateway, and the clock stands as it does in a replay, so that a vector
 * here is the one a replay gives.
 */
public final class StayReader {
  private static final String PLACE = "training";

  private final Normaliser normaliser = new Normaliser();
  private final TreeMap<String, Long> rejectedBy = new TreeMap<>();
  private final TreeMap<String, Long> unmapped = new TreeMap<>();
  private long patients;
  private long rows;
  private long unlabelled;
  private long malformed;
  private long readings;

  /** One patient as the intake takes it; where there is no label it is false. */
  public RecordedStay stay(RecordedPatient patient) {
    patients++;
    malformed += patient.malformedRows().size();
    patient.unmapped().forEach((name, count) -> unmapped.merge(name, count, Long::sum));
    List<RecordedStay.Row> stay = new ArrayList<>(patient.steps().size());
    for (RecordedStep step : patient.steps()) {
      long time = time(step);
      @Nullable Boolean label = step.label();
      if (label == null) {
        unlabelled++;
      }
      stay.add(new RecordedStay.Row(time, readings(step, time), label != null && label));
    }
    rows += stay.size();
    return new RecordedStay(patient.context(PLACE, PLACE, ReplayRun.START, Origin.TRAINING), stay);
  }

  /** When a step is in the feature engine. */
  public static long time(RecordedStep step) {
    return ReplayRun.START + step.offsetSeconds();
  }

  private List<Reading> readings(RecordedStep step, long time) {
    List<Reading> taken = new ArrayList<>(step.values().size());
    for (RecordedValue value : step.values()) {
      Normalised normalised = normaliser.normalise(value.vital(), value.value(), value.unit());
      Reason rejection = normalised.rejection();
      if (rejection == null) {
        taken.add(Reading.of(value.vital(), value.sensor(), time, normalised.steps()));
      } else {
        rejectedBy.merge(rejection.code(), 1L, Long::sum);
      }
    }
    readings += taken.size();
    return taken;
  }

  /** What has been read so far. */
  public RecordingUse use() {
    return new RecordingUse(patients, rows, unlabelled, malformed, readings, rejectedBy, unmapped);
  }
}
