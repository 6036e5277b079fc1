package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Sessions;
import dev.vigil.dashboard.registry.RefusedException;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody through who isn't known: by the bearer token of this Vigil, as the command line has
 * it, or by the cookie of a session, as pages have it. A change that comes with a cookie has to
 * carry the session's page token too, which another site's page can't know.
 */
final class SignedIn implements Handler<RoutingContext> {
  static final String COOKIE = "vigil-session";
  static final String PAGE_TOKEN = "X-Vigil-Page";
  private static final String CALLER = "caller";
  private static final String SCHEME = "Bearer ";
  private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final Token token;
  private final Sessions sessions;
  private final InstantSource clock;

  SignedIn(Token token, Sessions sessions, InstantSource clock) {
    this.token = requireNonNull(token, "token is null");
    this.sessions = requireNonNull(sessions, "sessions is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Who asks. */
  static Caller caller(RoutingContext context) {
    return requireNonNull(context.get(CALLER));
  }

  /** Who asks, by name. */
  static String name(RoutingContext context) {
    return caller(context).name();
  }

  /** The session's id; null if there is no cookie. */
  static @Nullable String session(HttpServerRequest request) {
    Cookie cookie = request.getCookie(COOKIE);
    return cookie == null ? null : cookie.getValue();
  }

  /**
   * Whether no page of another site asks: a browser says whose page it is. Such a one must neither
   * use the cookie nor have the browser given another.
   */
  static boolean isOfThisSite(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    String host = request.getHeader(HttpHeaders.HOST);
    return origin == null || origin.endsWith("://" + host);
  }

  /** Who has the session of the request; null if nobody. */
  @Nullable Caller ofSession(@Nullable String session) {
    return sessions.find(session, clock.instant().getEpochSecond());
  }

  /** Whom a bearer token stands for; null if it is wrong. */
  @Nullable Caller ofToken(@Nullable String presented) {
    return token.matches(presented) ? Caller.ofAll(token.name()) : null;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    String session = session(request);
    Caller caller = header == null ? ofSession(session) : ofToken(bearer(header));
    if (caller == null) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      throw new RefusedException(
          RefusedException.Kind.UNKNOWN_CALLER,
          header == null ? "nobody has signed in" : "the token is missing or wrong",
          "a session, or Authorization: Bearer <token>",
          "Sign in on the page, open a link of ./vigil sign-in, or take the token from the file"
              + " server.token of Vigil's data folder.");
    }
    context.put(CALLER, caller);
    if (header == null && session != null && !HARMLESS.contains(request.method())) {
      requirePage(session, request.getHeader(PAGE_TOKEN));
    }
    context.next();
  }

  private static void requirePage(String session, @Nullable String presented) {
    if (!Sessions.isPageToken(session, presented)) {
      throw new RefusedException(
          RefusedException.Kind.FORBIDDEN,
          "the change doesn't come from a page of this session",
          "the header " + PAGE_TOKEN + " with the pageToken of GET /api/me",
          "Reload the page and try again.");
    }
  }

  private static @Nullable String bearer(String header) {
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).trim()
        : null;
  }
}
