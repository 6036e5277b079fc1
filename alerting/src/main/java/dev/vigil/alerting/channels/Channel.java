package dev.vigil.alerting.channels;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.PatientContext.Origin;
import java.util.Set;

/**
 * A way in which people are told. What it carries states the patient's origin, so that nobody takes
 * a recording or an exercise for a patient.
 */
public interface Channel {
  /** Unique among the channels of one Vigil; stands in deliveries and logs. */
  String name();

  /** The kinds of patients that it is marked for; it is given no others. */
  Set<Origin> origins();

  /**
   * Carries one transition, with the channel's own bounds of time and attempts. The same one may
   * come again after a restart; a channel that can, tells the receiver by {@code alert/sequence}.
   *
   * @return what became of it; a failure is no exception
   */
  Delivery deliver(AlertTransition transition);
}
