package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.burden.AlertCalls;
import dev.vigil.dashboard.burden.CallBook;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.dashboard.ward.WardView;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Feedback;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** How often alerts call people, and what people find of them. */
final class BurdenRoutes {
  private static final int DAY = 24;

  private final AlertCalls calls;
  private final WardView ward;

  BurdenRoutes(ServerParts parts) {
    calls = parts.calls();
    ward = parts.ward();
  }

  void mount(Router router) {
    router.get("/api/burden").handler(this::burden);
    router.post("/api/alerts/:id/feedback").handler(this::say);
  }

  /** What somebody found of an alert. */
  record Opinion(Feedback.Verdict verdict) {
    Opinion {
      requireNonNull(verdict, "verdict is null: expected useful, not-useful or known");
    }
  }

  private void burden(RoutingContext context) {
    int hours = hours(context);
    Answers.sendBlocking(context, () -> calls.burden(hours));
  }

  private static int hours(RoutingContext context) {
    String asked = context.request().getParam("hours");
    try {
      int hours = asked == null ? DAY : Integer.parseInt(asked);
      if (hours >= 1 && hours <= CallBook.LONGEST_HOURS) {
        return hours;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw RefusedException.invalid(
        "'hours' is no whole number of hours that are kept", "1 to " + CallBook.LONGEST_HOURS);
  }

  private void say(RoutingContext context) {
    String id = context.pathParam("id");
    Opinion opinion = Answers.body(context, Opinion.class);
    Caller caller = SignedIn.caller(context);
    String by = SignedIn.name(context);
    Answers.sendBlocking(context, () -> calls.say(alert(id, caller), opinion.verdict(), by));
  }

  private AlertTransition alert(String id, Caller caller) {
    AlertTransition alert = calls.find(id);
    if (alert == null || !isSeen(alert, caller)) {
      throw new RefusedException(
          RefusedException.Kind.UNKNOWN,
          "there was no alert with this id in the last " + CallBook.LONGEST_HOURS + " hours",
          "the id of an alert of one of your wards",
          "Take it from ./vigil alerts or from the board.");
    }
    return alert;
  }

  /** Where it was raised people know of it, and where the patient was moved to they answer it. */
  private boolean isSeen(AlertTransition alert, Caller caller) {
    String now = ward.wardOf(alert.patient());
    return caller.sees(alert.ward()) || (now != null && caller.sees(now));
  }
}
