package dev.vigil.alerting;

import dev.vigil.alerting.rules.Policy;

/**
 * What people decided, as it holds at an instant (whole seconds since the epoch). The answer for an
 * instant never changes once a record has been judged at it, so every refold finds the same.
 */
public interface Governance {
  /** The rules that hold; {@link Policy#EMPTY} where nobody set any. */
  Policy policyAt(long instant);

  /** Whether the scores of this version raise alerts. */
  boolean isLive(String model, String version, long instant);

  /**
   * Whether any version of the model is live. Where none is, an open alert of its scores would wait
   * for ever for one that clears it.
   */
  default boolean hasLive(String model, long instant) {
    return true;
  }
}
