package dev.vigil.dashboard;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.drill.Drill;
import dev.vigil.dashboard.drill.DrillOrder;
import dev.vigil.dashboard.drill.Drills;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.dashboard.ward.WardView;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drills: start one, watch it, end it, read what it showed. */
final class DrillRoutes {
  private static final int LONGEST_TEXT = 500;

  private final Drills drills;
  private final WardView ward;

  DrillRoutes(ServerParts parts) {
    drills = parts.drills();
    ward = parts.ward();
  }

  void mount(Router router) {
    router.get("/api/drills").handler(this::list);
    router.post("/api/drills").handler(this::start);
    router.get("/api/drills/:id").handler(this::report);
    router.post("/api/drills/:id/stop").handler(this::stop);
  }

  /**
   * The end of a drill.
   *
   * @param because why; "stopped" where not said
   */
  record Stop(@Nullable String because) {
    Stop {
      if (because != null && because.length() > LONGEST_TEXT) {
        throw new IllegalArgumentException("'because' is longer than " + LONGEST_TEXT);
      }
    }
  }

  private void list(RoutingContext context) {
    Caller caller = SignedIn.caller(context);
    Answers.sendBlocking(
        context,
        () -> {
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("now", ward.now());
          body.put("scenarios", drills.scenarios());
          body.put(
              "drills",
              drills.all().stream().filter(drill -> caller.isOf(drill.plan().ward())).toList());
          return body;
        });
  }

  private void start(RoutingContext context) {
    DrillOrder order = Answers.body(context, DrillOrder.class);
    Caller caller = SignedIn.caller(context);
    if (!caller.isOf(order.ward())) {
      throw new RefusedException(
          RefusedException.Kind.FORBIDDEN,
          "the ward is none of yours",
          "one of " + caller.wards(),
          "Ask somebody of that ward, or an admin to give you one for training.");
    }
    Answers.sendBlocking(context, () -> drills.start(order, caller.name()));
  }

  private void report(RoutingContext context) {
    String id = context.pathParam("id");
    boolean again = "true".equals(context.request().getParam("again"));
    Caller caller = SignedIn.caller(context);
    Answers.sendBlocking(context, () -> drills.report(find(id, caller).id(), again));
  }

  private void stop(RoutingContext context) {
    String id = context.pathParam("id");
    String said = Answers.body(context, Stop.class).because();
    String because = said == null || said.isBlank() ? "stopped" : said;
    Caller caller = SignedIn.caller(context);
    Answers.sendBlocking(context, () -> drills.stop(find(id, caller).id(), because, caller.name()));
  }

  /**
   * A drill of another ward is as unknown as one that never was. Who runs one need not see
   * patients: there are none.
   */
  private Drill find(String id, Caller caller) {
    Drill found = drills.find(id);
    return caller.isOf(found.plan().ward()) ? found : drills.find("");
  }
}
