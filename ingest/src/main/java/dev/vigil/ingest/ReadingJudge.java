package dev.vigil.ingest;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Reading.Status;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a reading of a draft: resolves, validates and normalises it, or says what is wrong. */
final class ReadingJudge {
  private static final String UNKNOWN_SENSOR = "unknown";

  private final VitalSigns catalogue = VitalSigns.catalogue();
  private final ReadingValue values = new ReadingValue();
  private final Patients patients;

  ReadingJudge(Patients patients) {
    this.patients = patients;
  }

  /** A reading that can go into the log of its patient. */
  record Judged(String patient, Reading reading) {}

  /**
   * The draft as a reading.
   *
   * @param received whole seconds since the epoch
   * @throws Rejection if it isn't one
   */
  Judged judge(Draft draft, long received) throws Rejection {
    long measured = MeasuredTime.parse(required(draft.measured(), "measured"), received);
    String patient = patientOf(draft, measured);
    VitalSign vital = vitalOf(draft);
    Status status = statusOf(draft);
    int version = versionOf(draft, status);
    String sensor = sensorOf(draft);
    long value = status == Status.WITHDRAWN ? 0 : values.steps(vital, draft);
    return new Judged(
        patient, new Reading(vital.id(), sensor, measured, value, status, version, draft.by()));
  }

  private String patientOf(Draft draft, long measured) throws Rejection {
    PatientContext patient =
        draft.patient() != null ? byId(draft.patient()) : byDevice(draft, measured);
    if (draft.patient() != null && draft.device() != null) {
      checkDevice(draft.device(), patient, measured);
    }
    if (patient.discharged() != null && measured >= patient.discharged()) {
      throw new Rejection(
          Reason.PATIENT_DISCHARGED,
          "the patient was discharged before this was measured",
          "admit the patient again, or end the device's assignment");
    }
    return patient.patient();
  }

  private PatientContext byId(String id) throws Rejection {
    PatientContext patient = patients.find(id);
    if (patient == null) {
      throw new Rejection(
          Reason.UNKNOWN_PATIENT,
          "no patient with this id is known",
          "admit the patient first, or check the id");
    }
    return patient;
  }

  private PatientContext byDevice(Draft draft, long measured) throws Rejection {
    if (draft.device() == null) {
      throw new Rejection(
          Reason.MISSING_FIELD,
          "neither 'patient' nor 'device' is given",
          "send the patient's id, or the id of a device that is assigned to a patient");
    }
    List<PatientContext> wearers = patients.wearing(draft.device(), measured);
    if (wearers.isEmpty()) {
      throw new Rejection(
          Reason.UNKNOWN_DEVICE,
          "the device was assigned to no patient when this was measured",
          "assign the device to its patient, or send the patient's id");
    }
    if (wearers.size() > 1) {
      throw new Rejection(
          Reason.DEVICE_AMBIGUOUS,
          "the device was assigned to " + wearers.size() + " patients when this was measured",
          "end the assignments that are over, or send the patient's id");
    }
    return wearers.get(0);
  }

  /** A device that is assigned to somebody else at that time speaks for somebody else. */
  private void checkDevice(String device, PatientContext patient, long measured) throws Rejection {
    List<PatientContext> wearers = patients.wearing(device, measured);
    if (!wearers.isEmpty()
        && wearers.stream().noneMatch(w -> w.patient().equals(patient.patient()))) {
      throw new Rejection(
          Reason.DEVICE_MISMATCH,
          "the device was assigned to another patient when this was measured",
          "check the patient's id and the device's assignment");
    }
  }

  private VitalSign vitalOf(Draft draft) throws Rejection {
    if (draft.vital() == null && draft.loinc() == null) {
      throw new Rejection(
          Reason.MISSING_FIELD,
          "neither 'vital' nor 'loinc' is given",
          "send a vital sign's id of the catalogue, such as heart-rate, or its LOINC code");
    }
    VitalSign byId = draft.vital() == null ? null : known(catalogue.find(draft.vital()));
    VitalSign byLoinc = draft.loinc() == null ? null : known(catalogue.findByLoinc(draft.loinc()));
    if (byId != null && byLoinc != null && !byId.id().equals(byLoinc.id())) {
      throw new Rejection(
          Reason.LOINC_MISMATCH,
          "'vital' is " + byId.id() + ", but 'loinc' is the code of " + byLoinc.id(),
          "send one of the two");
    }
    return known(byId != null ? byId : byLoinc);
  }

  private static VitalSign known(@Nullable VitalSign vital) throws Rejection {
    if (vital == null) {
      throw new Rejection(
          Reason.UNKNOWN_VITAL,
          "the vital sign is not in the catalogue",
          "send an id of vital-signs.json, such as heart-rate, or a LOINC code that stands there");
    }
    return vital;
  }

  private static Status statusOf(Draft draft) throws Rejection {
    Status status = draft.status() == null ? Status.FINAL : Status.ofWireName(draft.status());
    if (status == null) {
      throw new Rejection(
          Reason.UNKNOWN_STATUS, "'status' is not known", "send final, corrected or withdrawn");
    }
    return status;
  }

  /** The original is version 1; whatever changes it comes after. */
  private static int versionOf(Draft draft, Status status) throws Rejection {
    int lowest = status == Status.FINAL ? 1 : 2;
    int version = draft.version() == null ? lowest : draft.version();
    if (version < lowest || (status == Status.FINAL && version > 1)) {
      throw new Rejection(
          Reason.BAD_VERSION,
          "version " + version + " doesn't go with status " + status.wireName(),
          "send version 1 for final, and 2 or more, rising, for corrected and withdrawn");
    }
    return version;
  }

  private static String sensorOf(Draft draft) throws Rejection {
    String device = draft.device() != null ? draft.device() : UNKNOWN_SENSOR;
    String sensor = draft.sensor() != null ? draft.sensor() : device;
    if (sensor.equals(Reading.MANUAL) && draft.by() == null) {
      throw new Rejection(
          Reason.OBSERVER_MISSING,
          "an observation by a person has no 'by'",
          "send who observed it in 'by'");
    }
    return sensor;
  }

  static String required(@Nullable String text, String field) throws Rejection {
    if (text == null) {
      throw new Rejection(
          Reason.MISSING_FIELD, "'" + field + "' is missing", "send '" + field + "'");
    }
    return text;
  }
}
