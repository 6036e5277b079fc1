package dev.vigil.jobs.log;

import java.io.Serializable;

/** Opens the feed of what people decided, in the task that judges by it. */
@FunctionalInterface
public interface GovernanceSource extends Serializable {
  GovernanceFeed open();
}
