package dev.vigil.alerting.channels;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.TechnicalAlert;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A channel whose messages are read by people: they want one of what belongs together, and one
 * whose mailbox is full must not keep it from the others. Who can't be reached for now is owed the
 * message, and all that follow: of each patient in their order.
 */
public interface GroupingChannel extends Channel {
  /**
   * How long what comes of one patient may wait for more; high priority never does. Zero for a
   * message of each.
   */
  Duration grouping();

  /**
   * Carries transitions of one patient in one message, in their order.
   *
   * @param together at least one
   * @param owed readers who haven't got an earlier message: they don't get this one before it, so
   *     the delivery names them among those who are owed it
   */
  Delivery deliver(List<AlertTransition> together, Set<String> owed);

  /**
   * Carries what is wrong with Vigil itself.
   *
   * @param owed as in {@link #deliver(List, Set)}
   */
  Delivery deliver(TechnicalAlert alert, Origin world, Set<String> owed);

  /**
   * Carries transitions of one patient to one reader who is owed them, in one message, and to
   * nobody else.
   *
   * @param together at least one, in their order
   */
  Delivery deliverTo(String reader, List<AlertTransition> together);

  /** Carries what is wrong with Vigil itself to one reader who is owed it, and to nobody else. */
  Delivery deliverTo(String reader, TechnicalAlert alert, Origin world);

  @Override
  default Delivery deliver(AlertTransition transition) {
    return deliver(List.of(transition), Set.of());
  }

  @Override
  default Delivery deliver(TechnicalAlert alert, Origin world) {
    return deliver(alert, world, Set.of());
  }
}
