package dev.vigil.alerting.channels;

import dev.vigil.schemas.OutputNumber;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the notifier must not forget: how far each channel has come with each patient, and what
 * became of each delivery. The application keeps it durably; number and delivery in one step, so
 * that neither is there without the other.
 */
public interface NotifierMemory {
  /** Number of the last transition that the channel is done with, or null. */
  @Nullable OutputNumber last(String channel, String patient);

  /** Readers of a channel who haven't got an earlier message yet. */
  default Set<String> owed(String channel) {
    return Set.of();
  }

  /**
   * The channel is done with transitions of a patient that went together, delivered, refused or
   * owed to some of its readers.
   *
   * @param together at least one, in the order of their numbers, all later than {@link #last}
   */
  void done(String channel, List<Numbered> together, Delivery delivery);
}
