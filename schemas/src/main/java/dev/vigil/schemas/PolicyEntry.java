package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The alert rules that hold from an instant on, whole. What stands in {@code rules} is alerting's
 * affair.
 *
 * @param version rising from 1
 * @param holdsFrom whole seconds since the epoch; {@link Long#MIN_VALUE} only in the first
 * @param by who
 * @param because why
 * @param rules array of rules
 * @param wards array of plans, how each ward calls people; null for those that held before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyEntry(
    int version,
    long holdsFrom,
    String by,
    String because,
    JsonNode rules,
    @Nullable JsonNode wards) {
  /** With the wards' plans that held before. */
  public PolicyEntry(int version, long holdsFrom, String by, String because, JsonNode rules) {
    this(version, holdsFrom, by, because, rules, null);
  }

  public PolicyEntry {
    if (version < 1) {
      throw new IllegalArgumentException("policy version " + version + " is below 1");
    }
    requireNonNull(by, "by is null");
    requireNonNull(because, "because is null");
    requireNonNull(rules, "rules is null");
    if (!rules.isArray()) {
      throw new IllegalArgumentException("rules of policy " + version + " is not an array");
    }
    if (wards != null && !wards.isArray()) {
      throw new IllegalArgumentException("wards of policy " + version + " is not an array");
    }
    rules = rules.deepCopy();
    wards = wards == null ? null : wards.deepCopy();
  }

  /** The same entry with these plans. */
  public PolicyEntry with(@Nullable JsonNode plans) {
    return new PolicyEntry(version, holdsFrom, by, because, rules, plans);
  }
}
