package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.outcomes.OutcomeClaim;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** How models and Vigil itself do, and what really happened. */
final class WatchRoutes {
  private static final int OK = 200;

  private final ServerParts.Watch watch;

  WatchRoutes(ServerParts parts) {
    this.watch = parts.watch();
  }

  void mount(Router router) {
    router.get("/api/monitors").handler(this::monitors);
    router.get("/api/technical").handler(this::technical);
    router.get("/api/outcomes").handler(this::outcomes);
    router.post("/api/outcomes").handler(this::state);
  }

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

  private void outcomes(RoutingContext context) {
    Answers.sendBlocking(context, () -> Map.of("outcomes", watch.outcomes().all()));
  }

  private void state(RoutingContext context) {
    Claims claims = Answers.body(context, Claims.class);
    String by = SignedIn.name(context);
    Answers.sendBlocking(context, () -> watch.outcomes().state(claims.outcomes(), by));
  }
}
