package dev.vigil.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.PolicyEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The alert rules that hold, and changing them. All methods may block. */
public interface RulePolicy {
  /**
   * The entry that holds at an instant.
   *
   * @param at whole seconds since the epoch; null for the latest decision, which may be about to
   *     hold
   */
  Optional<PolicyEntry> at(@Nullable Long at);

  /**
   * Other rules hold, from some seconds on; the same as before are answered as before.
   *
   * @param rules as in {@code policy-rules.schema.json}
   * @param because why
   * @param by who
   * @throws dev.vigil.dashboard.registry.RefusedException if one of them can't be taken; then none
   *     is
   */
  Changed set(JsonNode rules, String because, String by);

  /**
   * What a decision came to.
   *
   * @param entry that says so, and from when
   * @param appended false if the same rules held before
   */
  record Changed(PolicyEntry entry, boolean appended) {}
}
