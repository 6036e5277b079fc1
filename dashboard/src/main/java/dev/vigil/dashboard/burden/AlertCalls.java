package dev.vigil.dashboard.burden;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Feedback;
import org.jspecify.annotations.Nullable;

/** Whom alerts called in the last days. All methods may block. */
public interface AlertCalls {
  /**
   * What happened in the last hours.
   *
   * @param hours 1 to {@link dev.vigil.dashboard.burden.CallBook#LONGEST_HOURS}
   */
  Burden burden(int hours);

  /** The latest transition of an alert of that time, over or not; null if there is none. */
  @Nullable AlertTransition find(String alert);

  /**
   * Keeps what somebody found of an alert.
   *
   * @throws dev.vigil.dashboard.registry.RefusedException if the log doesn't take it
   */
  Feedback say(AlertTransition alert, Feedback.Verdict verdict, String by);
}
