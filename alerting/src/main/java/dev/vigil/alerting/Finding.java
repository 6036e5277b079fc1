package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.Priority;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the rules about one thing (a side of a vital sign, a model, a silence) find at one moment.
 * Described in words only if somebody has to be told.
 */
interface Finding {
  /** What the rules look at. */
  AlertTransition.Kind kind();

  /** The leading rule whose condition is present; null if nothing is wrong. */
  @Nullable Lead lead();

  /** Whether the rule still watches this; if not, an alert of it ends because of that. */
  boolean isWatchedBy(String rule);

  /** The problem for people. */
  Account problem(Lead lead);

  /**
   * Why it is over, for people.
   *
   * @param last what was told last
   */
  Account end(AlertTransition last);

  /**
   * The value that is this much farther from normal than the worst now, for an answer that holds
   * only until then; null where there is no such value.
   */
  default @Nullable BigDecimal worseBy(BigDecimal by) {
    return null;
  }

  /** Whether the worst value now is farther from normal than a bound. */
  default boolean isWorseThan(BigDecimal bound) {
    return false;
  }

  /** The rule that leads, with its priority. */
  record Lead(String rule, Priority priority) {
    public Lead {
      requireNonNull(rule, "rule is null");
      requireNonNull(priority, "priority is null");
    }
  }

  /**
   * What stands in a transition for people.
   *
   * @param measured second of the reading that decided, or the instant, since the epoch
   * @param by the person who did it
   */
  record Account(long measured, @Nullable String by, String because, Evidence evidence) {
    public Account {
      requireNonNull(because, "because is null");
      requireNonNull(evidence, "evidence is null");
    }

    Account(long measured, String because, Evidence evidence) {
      this(measured, null, because, evidence);
    }

    /** With one sentence more. */
    Account adding(String sentence) {
      return new Account(measured, by, because + "; " + sentence, evidence);
    }
  }
}
