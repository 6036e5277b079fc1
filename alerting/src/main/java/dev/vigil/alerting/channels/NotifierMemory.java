package dev.vigil.alerting.channels;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.OutputNumber;
import org.jspecify.annotations.Nullable;

/**
 * What the notifier must not forget: how far each channel has come with each patient, and what
 * became of each delivery. The application keeps it durably; number and delivery in one step, so
 * that neither is there without the other.
 */
public interface NotifierMemory {
  /** Number of the last transition that the channel is done with, or null. */
  @Nullable OutputNumber last(String channel, String patient);

  /**
   * The channel is done with a transition, delivered or refused.
   *
   * @param number of the transition, later than {@link #last}
   */
  void done(String channel, OutputNumber number, AlertTransition transition, Delivery delivery);
}
