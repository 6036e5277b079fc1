package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.alerting.wards.WardPlan;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Permission;
import dev.vigil.schemas.PolicyEntry;
import java.util.HashSet;
import java.util.Set;

/**
 * Of which wards somebody reads the rota, the persons on duty with their addresses: who may change
 * it or be called by it, of their own; so an admin of all wards, of all. Everybody else reads plans
 * without it.
 */
final class RotaSight {
  private static final String ROTA = "rota";
  private static final String WARD = "ward";

  private final Caller caller;

  RotaSight(Caller caller) {
    this.caller = requireNonNull(caller, "caller is null");
  }

  /** The entry as the caller may read it. */
  PolicyEntry of(PolicyEntry entry) {
    JsonNode plans = entry.wards();
    boolean isOfAll = caller.wards() == null && caller.may(Permission.SET_RULES);
    if (plans == null || isOfAll) {
      return entry;
    }
    Set<String> planned = new HashSet<>();
    plans.forEach(plan -> planned.add(plan.path(WARD).asText()));
    ArrayNode read = plans.deepCopy();
    for (JsonNode plan : read) {
      if (plan instanceof ObjectNode fields && !isOwn(plan.path(WARD).asText(), planned)) {
        fields.remove(ROTA);
      }
    }
    return entry.with(read);
  }

  private boolean isOwn(String ward, Set<String> planned) {
    if (!caller.may(Permission.ACKNOWLEDGE) && !caller.may(Permission.SET_RULES)) {
      return false;
    }
    Set<String> own = caller.wards();
    // The plan for all others is that of a ward without one.
    return (ward.equals(WardPlan.ANY) && own != null)
        ? !planned.containsAll(own)
        : caller.isOf(ward);
  }
}
