package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.outcomes.OutcomeClaim;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.dashboard.technical.DeliveryDesk;
import dev.vigil.schemas.AuditEntry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How models and Vigil itself do, and what really happened. */
final class WatchRoutes {
  static final String DELIVERIES = "/api/deliveries";

  /** With a key before it, it has room in the audit. */
  private static final int LONGEST_REASON = 100;

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
    router.post(DELIVERIES + "/close").handler(this::close);
    router.get("/api/outcomes").handler(this::outcomes);
    router.post("/api/outcomes").handler(this::state);
  }

  /** Open to everybody, for what watches Vigil from outside: whether it lives, and nothing else. */
  void mountOpen(Router router) {
    router.get("/health").handler(this::health);
  }

  /** Which refused messages are meant; null for all. */
  record Redrive(@Nullable String channel, @Nullable String key) {}

  /** Which refused messages are told no more, null for all; and why. */
  record Close(@Nullable String channel, @Nullable String key, String because) {
    Close {
      requireNonNull(because, "because is null");
      if (because.isBlank() || because.length() > LONGEST_REASON) {
        throw new IllegalArgumentException(
            "because has no text or more than " + LONGEST_REASON + " characters");
      }
    }

    /** What stands in the audit. */
    String subject() {
      String which = Stream.of(channel, key).filter(Objects::nonNull).collect(joining(" "));
      String subject = (which.isEmpty() ? "all" : which) + ": " + because;
      return subject.substring(0, Math.min(subject.length(), AuditEntry.LONGEST_SUBJECT));
    }
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
    requireOwn(done.redriven(), done.ofOthers(), by);
    return done;
  }

  private void close(RoutingContext context) {
    Close which = Answers.body(context, Close.class);
    Gate.about(context, which.subject());
    Caller by = SignedIn.caller(context);
    Answers.sendBlocking(context, () -> closed(which, by));
  }

  private DeliveryDesk.Closed closed(Close which, Caller by) {
    DeliveryDesk.Closed done =
        watch.deliveries().close(which.channel(), which.key(), which.because(), by);
    requireOwn(done.closed(), done.ofOthers(), by);
    return done;
  }

  private static void requireOwn(int own, int ofOthers, Caller by) {
    if (own == 0 && ofOthers > 0) {
      throw new RefusedException(
          RefusedException.Kind.FORBIDDEN,
          "nothing of what is meant is about a patient of your wards",
          "what was refused of " + new TreeSet<>(requireNonNullElse(by.wards(), Set.of())),
          "Ask an admin of all wards.");
    }
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
