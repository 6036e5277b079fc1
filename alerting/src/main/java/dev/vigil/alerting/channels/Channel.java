package dev.vigil.alerting.channels;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.TechnicalAlert;
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

  /** Whether it carries transitions like this one; it is given no others. */
  default boolean wants(AlertTransition transition) {
    return true;
  }

  /** Whether a technical alert may wait until later; one that may is given again then. */
  default boolean defers(TechnicalAlert alert, long now) {
    return false;
  }

  /**
   * Carries one transition, with the channel's own bounds of time and attempts. The same one may
   * come again after a restart; a channel that can, tells the receiver by {@code alert/sequence}.
   *
   * @return what became of it; a failure is no exception
   */
  Delivery deliver(AlertTransition transition);

  /**
   * Carries a transition that was refused before, when later ones may have been carried since: what
   * shows the present state must not go back.
   */
  default Delivery redeliver(AlertTransition transition) {
    return deliver(transition);
  }

  /**
   * Carries what is wrong with Vigil itself.
   *
   * @param world {@link Origin#REAL}, or {@link Origin#REPLAY} of a recorded world, which the
   *     message then says
   */
  Delivery deliver(TechnicalAlert alert, Origin world);
}
