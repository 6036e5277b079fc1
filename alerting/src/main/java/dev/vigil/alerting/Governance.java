package dev.vigil.alerting;

import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.wards.WardPlan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people decided, as it holds at an instant (whole seconds since the epoch). The answer for an
 * instant never changes once a record has been judged at it, so every refold finds the same.
 */
public interface Governance {
  /** The rules that hold; {@link Policy#EMPTY} where nobody set any. */
  Policy policyAt(long instant);

  /**
   * The version of a model whose scores raise this patient's alerts; empty if none does. Where none
   * is live, an open alert of its scores would wait for ever for one that clears it.
   */
  Optional<String> liveVersion(String model, String patient, long instant);

  /** How a ward calls people; {@link WardPlan#NONE} where nobody set any. */
  default WardPlan wardAt(String ward, long instant) {
    return WardPlan.NONE;
  }

  /** The risk from which on that version decides, 0 to 1; null where it predicts none. */
  default @Nullable Double liveThreshold(String model, String patient, long instant) {
    return null;
  }
}
