package dev.vigil.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.PolicyEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The alert rules and the wards' plans that hold, and changing them. All methods may block. */
public interface RulePolicy {
  /**
   * The entry that holds at an instant, with the plans that hold beside its rules, even if another
   * entry set them.
   *
   * @param at whole seconds since the epoch; null for the latest decision, which may be about to
   *     hold
   */
  Optional<PolicyEntry> at(@Nullable Long at);

  /**
   * Other rules or plans hold, from some seconds on; the same as before are answered as before.
   *
   * @param because why
   * @param by who
   * @throws RefusedException if a rule or a plan can't be taken; then none is
   */
  Changed set(Asked asked, String because, String by);

  /**
   * What is to hold.
   *
   * @param rules as in {@code policy-rules.schema.json}; null for those that hold
   * @param wards as in {@code ward-plans.schema.json}; null for those that hold
   * @param after version that was looked at; null if it doesn't matter what came since
   */
  record Asked(@Nullable JsonNode rules, @Nullable JsonNode wards, @Nullable Integer after) {
    /**
     * Whoever changes what somebody else has just changed would undo it without knowing.
     *
     * @param last the latest decision
     * @throws RefusedException if another one was looked at
     */
    public void requireUnchanged(PolicyEntry last) {
      if (after != null && after != last.version()) {
        throw RefusedException.conflict(
            "version " + last.version() + " has come since version " + after,
            "the version that you looked at as the latest",
            "Look at what holds now, and repeat the change on it.");
      }
    }
  }

  /** What is said of a change before there is anything to change. */
  static RefusedException noRules() {
    return RefusedException.conflict(
        "no rules hold yet", "the rules that a first start writes", "Repeat in some seconds.");
  }

  /**
   * What a decision came to.
   *
   * @param entry that says so, and from when
   * @param appended false if the same held before
   */
  record Changed(PolicyEntry entry, boolean appended) {}
}
