package dev.vigil.alerting.channels;

import dev.vigil.schemas.AlertTransition;
import java.time.Duration;
import java.util.List;

/** A channel whose messages are read by people, who want one of what belongs together. */
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
   */
  Delivery deliver(List<AlertTransition> together);

  @Override
  default Delivery deliver(AlertTransition transition) {
    return deliver(List.of(transition));
  }
}
