package dev.vigil.ingest;

import dev.vigil.schemas.PatientContext;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which patients there are, as far as the gateway has read. */
public interface Patients {
  /** Whether it has read as far as the topic went when it started. */
  boolean ready();

  /** The newest context of the patient, or null if there is none. */
  @Nullable PatientContext find(String patient);

  /**
   * The patients to whom the device was assigned at that second; more than one is a mistake at the
   * wards.
   *
   * @param measured whole seconds since the epoch
   */
  List<PatientContext> wearing(String device, long measured);

  /** Every patient that is known, discharged ones too. */
  Collection<PatientContext> all();
}
