package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.alerting.wards.Duty;
import dev.vigil.alerting.wards.WardPlan;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.rota.Rota;
import dev.vigil.app.rota.RotaFinding;
import dev.vigil.schemas.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The plans of the wards as they hold, into which a rota is put. */
final class RotaPlans {
  private static final String WARD = "ward";
  private static final String ROTA = "rota";
  private static final String ROLE = "role";
  private static final int MOST_FINDINGS = 10;

  private final ArrayNode plans;
  private final int version;

  private RotaPlans(ArrayNode plans, int version) {
    this.plans = plans;
    this.version = version;
  }

  /** The plans of a policy entry. */
  static RotaPlans of(JsonNode entry) {
    ArrayNode plans = Json.mapper().createArrayNode();
    entry.path("wards").forEach(plan -> plans.add(plan.deepCopy()));
    return new RotaPlans(plans, entry.path("version").asInt());
  }

  /** As a policy entry has them. */
  JsonNode json() {
    return plans;
  }

  /** Of the entry. */
  int version() {
    return version;
  }

  /**
   * The time that a rota is meant for.
   *
   * @param from inclusive
   * @param until exclusive
   */
  record Span(Instant from, Instant until) {
    Span {
      requireNonNull(from, "from is null");
      requireNonNull(until, "until is null");
    }

    /** From the first to the last. */
    static Span of(List<Duty> duties) {
      return new Span(
          duties.stream().map(Duty::from).min(Instant::compareTo).orElseThrow(),
          duties.stream().map(Duty::until).max(Instant::compareTo).orElseThrow());
    }
  }

  /** Of a ward's clock. */
  ZoneId zoneOf(String ward) {
    JsonNode plan = own(ward);
    return ZoneId.of((plan == null ? forAllOthers(ward) : plan).path("zone").asText("UTC"));
  }

  /**
   * Puts a rota in the place of what its wards have.
   *
   * @param role the only one that is replaced; null for all
   */
  void take(Rota rota, @Nullable String role) {
    rota.duties()
        .forEach(
            (ward, duties) -> {
              ObjectNode plan = planOf(ward);
              ArrayNode taken = Json.mapper().createArrayNode();
              for (JsonNode before : plan.path(ROTA)) {
                if (role != null && !before.path(ROLE).asText().equals(role)) {
                  taken.add(before);
                }
              }
              duties.forEach(duty -> taken.add(json(duty)));
              plan.set(ROTA, taken);
            });
  }

  private static ObjectNode json(Duty duty) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put(ROLE, duty.role()).put("person", duty.person());
    if (duty.contact() != null) {
      json.put("contact", duty.contact());
    }
    return json.put("from", duty.from().toString()).put("until", duty.until().toString());
  }

  private @Nullable ObjectNode own(String ward) {
    for (JsonNode plan : plans) {
      if (plan.path(WARD).asText().equals(ward)) {
        return (ObjectNode) plan;
      }
    }
    return null;
  }

  private ObjectNode forAllOthers(String ward) {
    ObjectNode plan = own(WardPlan.ANY);
    if (plan == null) {
      throw VigilException.problem(
          "Ward "
              + ward
              + " has no plan, and there is none for all others: set one with"
              + " ./vigil wards set first.");
    }
    return plan;
  }

  private ObjectNode planOf(String ward) {
    ObjectNode plan = own(ward);
    if (plan == null) {
      plan = forAllOthers(ward).deepCopy().put(WARD, ward);
      plans.add(plan);
    }
    return plan;
  }

  /**
   * Says when nobody has a role of a ward or more than one person has it, and which roles its
   * ladders ask that the rota doesn't name.
   *
   * @param span the time that the rota is meant for; null for that of the duties
   */
  void tell(String ward, List<Duty> duties, @Nullable Span span, Output output) {
    Span meant = span == null ? Span.of(duties) : span;
    List<RotaFinding> findings = RotaFinding.of(ward, duties, meant.from(), meant.until());
    ZoneId zone = zoneOf(ward);
    for (int i = 0; i < findings.size(); i++) {
      if (output.isJson()) {
        output.object(findings.get(i).told());
      } else if (i < MOST_FINDINGS) {
        output.text(findings.get(i).text(zone) + ".");
      }
    }
    if (findings.size() > MOST_FINDINGS) {
      output.text(
          "Ward " + ward + ": " + (findings.size() - MOST_FINDINGS) + " more; --json has all.");
    }
    for (String role : unnamed(ward)) {
      output.print(
          role + " of ward " + ward + ": its ladders ask this role, which the rota doesn't name.",
          Map.of(WARD, ward, ROLE, role, "kind", "unnamed"));
    }
  }

  private Set<String> unnamed(String ward) {
    ObjectNode plan = planOf(ward);
    Set<String> roles = new TreeSet<>();
    plan.path("ladders")
        .forEach(
            ladder -> ladder.path("levels").forEach(level -> roles.add(level.path(ROLE).asText())));
    List<String> named = new ArrayList<>();
    plan.path(ROTA).forEach(duty -> named.add(duty.path(ROLE).asText()));
    named.forEach(roles::remove);
    return roles;
  }
}
