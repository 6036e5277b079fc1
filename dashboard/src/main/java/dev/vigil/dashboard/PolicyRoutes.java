package dev.vigil.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.registry.RefusedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Alert rules and wards' plans: which hold, which held, and changing them with a reason, as far as
 * whoever asks may.
 */
final class PolicyRoutes {
  private static final int LONGEST_REASON = 500;

  private final RulePolicy policy;

  PolicyRoutes(ServerParts parts) {
    policy = parts.policy();
  }

  void mount(Router router) {
    router.get("/api/policy").handler(this::show);
    router.put("/api/policy").handler(this::set);
  }

  /** What is to hold, after which version, and why. */
  record Change(
      @Nullable JsonNode rules,
      @Nullable JsonNode wards,
      @Nullable Integer after,
      @Nullable String because) {
    RulePolicy.Asked asked() {
      if (rules == null && wards == null) {
        throw RefusedException.invalid(
            "neither 'rules' nor 'wards' is there",
            "an array of rules, of plans of wards, or both");
      }
      requireArray("rules", rules);
      requireArray("wards", wards);
      return new RulePolicy.Asked(rules, wards, after);
    }

    private static void requireArray(String field, @Nullable JsonNode value) {
      if (value != null && !value.isArray()) {
        throw RefusedException.invalid("'" + field + "' is no array", "an array");
      }
    }

    String reason() {
      if (because == null || because.isBlank() || because.length() > LONGEST_REASON) {
        throw RefusedException.invalid(
            "'because' is missing, blank or too long",
            "why they change, in at most " + LONGEST_REASON + " characters");
      }
      return because;
    }
  }

  private void show(RoutingContext context) {
    Long at = Answers.secondIfThere(context, "at");
    RotaSight sight = new RotaSight(SignedIn.caller(context));
    Answers.sendBlocking(
        context,
        () ->
            policy
                .at(at)
                .map(sight::of)
                .orElseThrow(
                    () ->
                        new RefusedException(
                            RefusedException.Kind.UNKNOWN,
                            "no rules held then",
                            "an instant after the first rules",
                            "Leave 'at' out for the latest.")));
  }

  private void set(RoutingContext context) {
    Change change = Answers.body(context, Change.class);
    RulePolicy.Asked asked = change.asked();
    String because = change.reason();
    Caller by = SignedIn.caller(context);
    Answers.sendBlocking(context, () -> set(asked, because, by));
  }

  private RulePolicy.Changed set(RulePolicy.Asked asked, String because, Caller by) {
    RulePolicy.Changed changed = policy.set(within(by, asked), because, by.name());
    return new RulePolicy.Changed(new RotaSight(by).of(changed.entry()), changed.appended());
  }

  private RulePolicy.Asked within(Caller by, RulePolicy.Asked asked) {
    PolicyReach reach = new PolicyReach(by);
    return reach.isLimited()
        ? reach.within(asked, policy.at(null).orElseThrow(RulePolicy::noRules))
        : asked;
  }
}
