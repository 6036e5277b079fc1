package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.access.Sessions;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.AuditEntry;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/** What is the same however somebody signs in: the session's cookie, and a line in the audit. */
final class Entrance {
  private static final int OK = 200;
  private static final String UNKNOWN = "unknown";

  private final Gate gate;
  private final InstantSource clock;
  private final boolean onlyTls;

  Entrance(Gate gate, ServerSettings settings) {
    this.gate = requireNonNull(gate, "gate is null");
    this.clock = settings.clock();
    this.onlyTls = settings.onlyTls();
  }

  long now() {
    return clock.instant().getEpochSecond();
  }

  /** Somebody is in. */
  void entered(RoutingContext context, Sessions.Begun begun) {
    write(context, begun.caller().name(), "sign-in", OK);
    context.response().addCookie(session(begun.id(), begun.seconds()));
  }

  /**
   * Somebody is not in.
   *
   * @param who as they say; not written down if it is no name
   */
  void refused(RoutingContext context, String who) {
    write(context, who, "sign-in-refused", RefusedException.Kind.UNKNOWN_CALLER.status());
  }

  /** Somebody has gone. */
  void left(RoutingContext context) {
    context.response().addCookie(session("", 0));
  }

  private void write(RoutingContext context, String who, String action, int status) {
    String name = who.matches(AuditEntry.NAME) ? who : UNKNOWN;
    gate.write(
        new AuditEntry(now(), name, String.valueOf(Gate.address(context)), action, null, status));
  }

  private Cookie session(String value, long seconds) {
    return cookie(SignedIn.COOKIE, "/", value, seconds).setSameSite(CookieSameSite.STRICT);
  }

  /** A cookie that no script can read. */
  Cookie cookie(String name, String path, String value, long seconds) {
    return Cookie.cookie(name, value)
        .setPath(path)
        .setHttpOnly(true)
        .setSecure(onlyTls)
        .setMaxAge(seconds);
  }
}
