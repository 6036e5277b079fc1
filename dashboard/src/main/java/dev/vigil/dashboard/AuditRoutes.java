package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.AuditEntry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who saw and did what: the newest entries that are asked for, the oldest of them first. */
final class AuditRoutes {
  private static final int OK = 200;
  private static final int MOST = 10_000;

  private final AuditLog audit;

  AuditRoutes(AuditLog audit) {
    this.audit = requireNonNull(audit, "audit is null");
  }

  void mount(Router router) {
    router.get("/api/audit").handler(this::read);
  }

  private void read(RoutingContext context) {
    long from = second(context, "from", Long.MIN_VALUE);
    long to = second(context, "to", Long.MAX_VALUE);
    String by = context.request().getParam("by");
    String subject = context.request().getParam("subject");
    Predicate<AuditEntry> which =
        entry ->
            entry.at() >= from
                && entry.at() <= to
                && isOrAny(by, entry.by())
                && isOrAny(subject, entry.subject());
    context
        .vertx()
        .executeBlocking(() -> audit.read(which, MOST), false)
        .onSuccess(entries -> Answers.send(context, OK, Map.of("entries", entries)))
        .onFailure(failure -> context.fail(RefusedException.logAway()));
  }

  private static boolean isOrAny(@Nullable String asked, @Nullable String found) {
    return asked == null || asked.equals(found);
  }

  private static long second(RoutingContext context, String name, long otherwise) {
    String asked = context.request().getParam(name);
    try {
      return asked == null ? otherwise : Long.parseLong(asked);
    } catch (NumberFormatException e) {
      throw RefusedException.invalid("'" + name + "' is not a number", "whole seconds since 1970");
    }
  }
}
