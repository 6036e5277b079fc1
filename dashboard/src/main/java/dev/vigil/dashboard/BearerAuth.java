package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Lets nobody through without the token. */
final class BearerAuth implements Handler<RoutingContext> {
  private static final String NAME = "name";
  private static final String SCHEME = "Bearer ";
  private static final int UNAUTHORIZED = 401;

  private final Token token;

  BearerAuth(Token token) {
    this.token = requireNonNull(token, "token is null");
  }

  /** Who asks. */
  static String name(RoutingContext context) {
    return requireNonNull(context.get(NAME));
  }

  @Override
  public void handle(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    if (bearer && token.matches(header.substring(SCHEME.length()).trim())) {
      context.put(NAME, token.name());
      context.next();
      return;
    }
    context.response().putHeader("WWW-Authenticate", "Bearer");
    Answers.error(
        context,
        UNAUTHORIZED,
        "the token is missing or wrong",
        "Authorization: Bearer <token>",
        "Take the token from Vigil's token file, or open the link that Vigil printed.");
  }
}
