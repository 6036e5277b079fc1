package dev.vigil.dashboard;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pages without scripts that say why a sign-in elsewhere ended here, and what to do. */
final class PlainPage {
  private static final Logger LOG = LoggerFactory.getLogger(PlainPage.class);
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;

  private PlainPage() {}

  static void providerAway(RoutingContext context) {
    send(
        context,
        UNAVAILABLE,
        "Signing in elsewhere isn't possible now",
        "The identity provider does not answer. Sign in with a password of this Vigil or open a"
            + " link of ./vigil sign-in; it is tried again by itself.");
  }

  static void notBegunHere(RoutingContext context) {
    send(
        context,
        BAD_REQUEST,
        "This sign-in can't be ended",
        "It didn't begin in this browser, was used already, or began over ten minutes ago. Sign in"
            + " again.");
  }

  static void refusedThere(RoutingContext context) {
    send(
        context,
        UNAUTHORIZED,
        "You have not signed in",
        "The identity provider has not let you in, or you have cancelled. Try again.");
  }

  /**
   * @param why names claims, never their values
   */
  static void notBelieved(RoutingContext context, Throwable why) {
    LOG.warn("a sign-in at the identity provider is not believed: {}", why.getMessage());
    send(
        context,
        UNAUTHORIZED,
        "You have not signed in",
        "What the identity provider said of you could not be verified. Try again; if it happens"
            + " again, an administrator finds the reason in Vigil's log.");
  }

  /**
   * @param why names claims, never their values
   */
  static void withoutRole(RoutingContext context, Throwable why) {
    send(
        context,
        FORBIDDEN,
        "You have no role in this Vigil",
        "The identity provider knows you, but "
            + why.getMessage()
            + ". Ask an administrator for a role (settings oidc.roles and oidc.role-claim).");
  }

  private static void send(RoutingContext context, int status, String title, String text) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(
            """
            <!doctype html>
            <html lang="en" data-theme="dark">
              <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Vigil</title>
                <link rel="icon" href="/favicon.svg">
                <link rel="stylesheet" href="/base.css">
                <script src="/theme.js"></script>
              </head>
              <body>
                <main>
                  <h1>%s</h1>
                  <p>%s</p>
                  <p><a class="button" href="/">Back to signing in</a></p>
                </main>
              </body>
            </html>
            """
                .formatted(escaped(title), escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
