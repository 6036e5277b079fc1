package dev.vigil.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt to deliver a message ended.
 *
 * @param isToBeRepeated whether readings are left and there is time
 * @param retryAfter when to come back, if the gateway said so
 * @param failure why readings are left; null if none are
 */
record Attempt(boolean isToBeRepeated, @Nullable Duration retryAfter, @Nullable String failure) {
  /** Nothing is left to do. */
  static final Attempt LAST = new Attempt(false, null, null);
}
