package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.alerting.wards.WardPlan;
import dev.vigil.dashboard.RulePolicy.Asked;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PolicyEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What of the rules and plans somebody may change: an admin of all wards, all of it; an admin of
 * some, the rules that name none but these, and the plans of these. What holds for others has to
 * come as it stands.
 */
final class PolicyReach {
  private static final String WARD = "ward";
  private static final String WARDS = "wards";
  private static final String ID = "id";

  /** A file may write 5 where the log has 5.0. */
  private static final Comparator<JsonNode> SAME =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? one.decimalValue().compareTo(other.decimalValue())
              : Boolean.compare(one.equals(other), true);

  private final Caller caller;

  PolicyReach(Caller caller) {
    this.caller = requireNonNull(caller, "caller is null");
  }

  /** Whether there is anything that the caller may not change. */
  boolean isLimited() {
    return caller.wards() != null;
  }

  /**
   * A request of one who is limited, on what holds: it counts on nothing else.
   *
   * @throws RefusedException if more would change than what concerns the caller's wards alone
   */
  Asked within(Asked asked, PolicyEntry last) {
    asked.requireUnchanged(last);
    JsonNode rules = asked.rules();
    if (rules != null) {
      List<JsonNode> before = others(last.rules(), this::isOwnRule);
      requireSame("rule", ID, others(rules, this::isOwnRule), before, before);
    }
    JsonNode wards = asked.wards();
    return new Asked(rules, wards == null ? null : plans(wards, last), last.version());
  }

  /** With the rotas of the others, which whoever asks may not have read. */
  private JsonNode plans(JsonNode asked, PolicyEntry last) {
    List<JsonNode> before = others(last.wards(), this::isOwnPlan);
    List<JsonNode> read = others(new RotaSight(caller).of(last).wards(), this::isOwnPlan);
    requireSame("plan", WARD, others(asked, this::isOwnPlan), before, read);
    ArrayNode plans = Json.mapper().createArrayNode();
    int next = 0;
    for (JsonNode plan : asked) {
      plans.add(isOwnPlan(plan) ? plan : before.get(next++));
    }
    return plans;
  }

  private boolean isOwnRule(JsonNode rule) {
    JsonNode wards = rule.path(WARDS);
    boolean own = wards.isArray() && !wards.isEmpty();
    for (JsonNode ward : wards) {
      own &= isOwn(ward);
    }
    return own;
  }

  private boolean isOwnPlan(JsonNode plan) {
    return isOwn(plan.path(WARD));
  }

  /** The plan for every ward without one is nobody's own. */
  private boolean isOwn(JsonNode ward) {
    return ward.isTextual() && !ward.asText().equals(WardPlan.ANY) && caller.isOf(ward.asText());
  }

  private static List<JsonNode> others(@Nullable JsonNode all, Predicate<JsonNode> isOwn) {
    List<JsonNode> others = new ArrayList<>();
    if (all != null) {
      all.forEach(others::add);
    }
    others.removeIf(isOwn);
    return others;
  }

  /** Each as it was, or as it was read. */
  private void requireSame(
      String what, String name, List<JsonNode> given, List<JsonNode> before, List<JsonNode> read) {
    for (int i = 0; i < Math.max(given.size(), before.size()); i++) {
      boolean same =
          i < Math.min(given.size(), before.size())
              && (given.get(i).equals(SAME, before.get(i))
                  || given.get(i).equals(SAME, read.get(i)));
      if (!same) {
        JsonNode first = i < given.size() ? given.get(i) : before.get(i);
        throw refused(what + " '" + first.path(name).asText() + "'");
      }
    }
  }

  private RefusedException refused(String what) {
    Set<String> own = new TreeSet<>(requireNonNull(caller.wards(), "all wards are the caller's"));
    return new RefusedException(
        RefusedException.Kind.FORBIDDEN,
        what + " is not of your wards alone, and would be another, or gone",
        "changes of rules that name no ward but " + own + ", and of the plans of these",
        "Send all else as GET /api/policy has it, or ask an admin of all wards.");
  }
}
