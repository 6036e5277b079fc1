package dev.vigil.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.registry.RefusedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The alert rules: which hold, which held, and changing them with a reason. */
final class PolicyRoutes {
  private static final int OK = 200;
  private static final int LONGEST_REASON = 500;

  private final RulePolicy policy;

  PolicyRoutes(ServerParts parts) {
    policy = parts.policy();
  }

  void mount(Router router) {
    router.get("/api/policy").handler(this::show);
    router.put("/api/policy").handler(this::set);
  }

  /** Rules, and why. */
  record Asked(@Nullable JsonNode rules, @Nullable String because) {
    JsonNode usableRules() {
      if (rules == null || !rules.isArray()) {
        throw RefusedException.invalid("'rules' is missing or no array", "an array of rules");
      }
      return rules;
    }

    String reason() {
      if (because == null || because.isBlank() || because.length() > LONGEST_REASON) {
        throw RefusedException.invalid(
            "'because' is missing, blank or too long",
            "why the rules change, in at most " + LONGEST_REASON + " characters");
      }
      return because;
    }
  }

  private void show(RoutingContext context) {
    Long at = at(context);
    answer(
        context,
        () ->
            policy
                .at(at)
                .orElseThrow(
                    () ->
                        new RefusedException(
                            RefusedException.Kind.UNKNOWN,
                            "no rules held then",
                            "an instant after the first rules",
                            "Leave 'at' out for the latest.")));
  }

  private void set(RoutingContext context) {
    Asked asked = Answers.body(context, Asked.class);
    JsonNode rules = asked.usableRules();
    String because = asked.reason();
    String by = SignedIn.name(context);
    answer(context, () -> policy.set(rules, because, by));
  }

  /** The topic is read and written in the caller's time, not the event loop's. */
  private static void answer(RoutingContext context, Callable<Object> work) {
    context
        .vertx()
        .executeBlocking(work, false)
        .onSuccess(body -> Answers.send(context, OK, body))
        .onFailure(context::fail);
  }

  private static @Nullable Long at(RoutingContext context) {
    String at = context.request().getParam("at");
    try {
      return at == null ? null : (Long) Long.parseLong(at);
    } catch (NumberFormatException e) {
      throw RefusedException.invalid("'at' is not a number", "whole seconds since 1970");
    }
  }
}
