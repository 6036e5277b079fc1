package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.outcomes.OutcomeClaim;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.dashboard.technical.DeliveryDesk;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How models and Vigil itself do, and what really happened. */
final class WatchRoutes {
  static final String DELIVERIES = "/api/deliveries";

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final ServerParts.Watch watch;

  WatchRoutes(ServerParts parts) {
    this.watch = parts.watch();
  }

  void mount(Router router) {
    router.get("/api/monitors").handler(this::monitors);
    router.get("/api/technical").handler(this::technical);
    router.get(DELIVERIES).handler(this::deliveries);
    router.post(DELIVERIES + "/redrive").handler(this::redrive);
    router.get("/api/outcomes").handler(this::outcomes);
    router.post("/api/outcomes").handler(this::state);
  }

  /** Open to everybody, for what watches Vigil from outside: whether it lives, and nothing else. */
  void mountOpen(Router router) {
    router.get("/health").handler(this::health);
  }

  /** Which refused messages are meant; null for all. */
  record Redrive(@Nullable String channel, @Nullable String key) {}

  /** A batch of claims. */
  record Claims(List<OutcomeClaim> outcomes) {
    Claims {
      outcomes = List.copyOf(requireNonNull(outcomes, "outcomes is null"));
    }
  }

  private void monitors(RoutingContext context) {
    Answers.send(context, OK, Map.of("monitors", watch.monitors().reports()));
  }

  private void technical(RoutingContext context) {
    Answers.sendBlocking(context, () -> Map.of("alerts", watch.technical().open()));
  }

  private void deliveries(RoutingContext context) {
    boolean failedOnly = "true".equals(context.request().getParam("failed"));
    Answers.sendBlocking(context, () -> Map.of("deliveries", watch.deliveries().rows(failedOnly)));
  }

  private void redrive(RoutingContext context) {
    Redrive which = Answers.body(context, Redrive.class);
    if (which.key() != null) {
      Gate.about(context, which.key());
    }
    Caller by = SignedIn.caller(context);
    Answers.sendBlocking(context, () -> redriven(which, by));
  }

  private DeliveryDesk.Redriven redriven(Redrive which, Caller by) {
    DeliveryDesk.Redriven done = watch.deliveries().redrive(which.channel(), which.key(), by);
    if (done.redriven() == 0 && done.ofOthers() > 0) {
      throw new RefusedException(
          RefusedException.Kind.FORBIDDEN,
          "nothing of what is meant is about a patient of your wards",
          "what was refused of " + new TreeSet<>(requireNonNullElse(by.wards(), Set.of())),
          "Ask an admin of all wards.");
    }
    return done;
  }

  private void health(RoutingContext context) {
    List<String> faults = watch.vitality().faults();
    Answers.send(
        context,
        faults.isEmpty() ? OK : UNAVAILABLE,
        Map.of("status", faults.isEmpty() ? "alive" : "not-alive", "faults", faults));
  }

  private void outcomes(RoutingContext context) {
    Caller caller = SignedIn.caller(context);
    Answers.sendBlocking(context, () -> Map.of("outcomes", watch.outcomes().of(caller)));
  }

  private void state(RoutingContext context) {
    Claims claims = Answers.body(context, Claims.class);
    Caller by = SignedIn.caller(context);
    Answers.sendBlocking(context, () -> watch.outcomes().state(claims.outcomes(), by));
  }
}
