package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Permission;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.AuditEntry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before every path of the API: lets through whom its {@link ApiRule} allows, to a patient
 * only those who see the ward, with no parameter that the path doesn't know, and writes down who
 * asked, also who was refused.
 */
final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final String PASSED = "gate";
  private static final String ABOUT = "about";
  private static final int SWITCHED = 101;

  private final AuditLog audit;
  private final SeenPatients seen;
  private final InstantSource clock;
  private final Counter lost;

  Gate(AuditLog audit, SeenPatients seen, InstantSource clock, MeterRegistry meters) {
    this.audit = requireNonNull(audit, "audit is null");
    this.seen = requireNonNull(seen, "seen is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.lost = meters.counter("vigil_audit_lost_total");
  }

  void mount(Router router, QueryNames names) {
    for (ApiRule rule : ApiRule.ALL) {
      router.route(rule.method(), rule.path()).handler(context -> pass(context, rule, names));
    }
    router.route("/api/*").handler(Gate::requirePassed);
  }

  private void pass(RoutingContext context, ApiRule rule, QueryNames names) {
    if (context.get(PASSED) != null) {
      context.next();
      return;
    }
    context.put(PASSED, rule);
    String action = rule.action();
    if (action != null) {
      context.addEndHandler(ended -> write(entry(context, action)));
    }
    Permission permission = rule.permission();
    if (permission != null && !SignedIn.caller(context).may(permission)) {
      throw forbidden(SignedIn.caller(context));
    }
    if (rule.namesPatient()) {
      // The handlers ask once more, with the body there: the patient may have moved meanwhile.
      seen.require(context);
    }
    names.require(context, rule);
    context.next();
  }

  private static RefusedException forbidden(Caller caller) {
    return new RefusedException(
        RefusedException.Kind.FORBIDDEN,
        caller.name() + " may not do this",
        "a role that allows it, " + caller.name() + " has " + caller.roles(),
        "Ask an administrator for the role (./vigil user add).");
  }

  private static void requirePassed(RoutingContext context) {
    if (context.get(PASSED) == null) {
      VigilServer.nothingHere(context);
    } else {
      context.next();
    }
  }

  private AuditEntry entry(RoutingContext context, String action) {
    return new AuditEntry(
        clock.instant().getEpochSecond(),
        SignedIn.name(context),
        address(context),
        action,
        subject(context),
        context.response().getStatusCode());
  }

  /** What a request is about whose path doesn't name it: it stands in the audit. */
  static void about(RoutingContext context, String subject) {
    context.put(ABOUT, subject);
  }

  /** What the path names: a patient, an alert, a bundle or a model; or what the body does. */
  private static @Nullable String subject(RoutingContext context) {
    String id = context.pathParam("id");
    String model = id == null ? context.pathParam("model") : id;
    String named = model == null ? context.<String>get(ABOUT) : model;
    return named == null || named.length() > AuditEntry.LONGEST_SUBJECT ? null : named;
  }

  /** A page begins to watch. */
  void watches(Caller caller, ServerWebSocket socket) {
    if (!caller.may(Permission.SEE_PATIENTS)) {
      return;
    }
    String wards = caller.wards() == null ? null : String.join(" ", new TreeSet<>(caller.wards()));
    write(
        new AuditEntry(
            clock.instant().getEpochSecond(),
            caller.name(),
            socket.remoteAddress() == null ? null : socket.remoteAddress().hostAddress(),
            "watch-wards",
            wards == null || wards.length() > AuditEntry.LONGEST_SUBJECT ? null : wards,
            SWITCHED));
  }

  static @Nullable String address(RoutingContext context) {
    var remote = context.request().remoteAddress();
    return remote == null ? null : remote.hostAddress();
  }

  /**
   * Adds an entry. A page must not stay dark because the audit can't be written: that is counted.
   */
  void write(AuditEntry entry) {
    audit
        .append(entry)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                lost.increment();
                LOG.error("an entry of the audit was lost: {}", failure.getClass().getName());
              }
            });
  }
}
