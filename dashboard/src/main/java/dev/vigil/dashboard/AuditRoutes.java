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
    Long from = Answers.secondIfThere(context, "from");
    Long to = Answers.secondIfThere(context, "to");
    String by = context.request().getParam("by");
    String subject = context.request().getParam("subject");
    Predicate<AuditEntry> which =
        entry ->
            (from == null || entry.at() >= from)
                && (to == null || entry.at() <= to)
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
}
