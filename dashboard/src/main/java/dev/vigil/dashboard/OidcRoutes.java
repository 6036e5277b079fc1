package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.OidcSettings;
import dev.vigil.dashboard.access.PendingSignIns;
import dev.vigil.dashboard.access.Sessions;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signing in at an identity provider: the authorization code flow of OpenID Connect with PKCE,
 * state and nonce, for browsers. What it ends in is a session like any other.
 */
final class OidcRoutes {
  static final String BEGIN = "/sign-in/oidc";
  static final String CALLBACK = BEGIN + "/callback";

  /** Tries to find the provider at least so often while it isn't found. */
  private static final long RETRY_MILLIS = 10_000;

  private static final String COOKIE = "vigil-oidc";
  private static final int SEE_OTHER = 303;
  private static final String A_PAGE = "/[a-z0-9-]{0,40}(\\.html)?";
  private static final String UNKNOWN = "unknown";

  private final OidcSettings settings;
  private final OidcProvider provider;
  private final Sessions sessions;
  private final Entrance entrance;
  private final Supplier<String> own;
  private final PendingSignIns pending = new PendingSignIns();

  /**
   * @param own where the server listens
   */
  OidcRoutes(
      Vertx vertx,
      OidcSettings settings,
      Sessions sessions,
      Entrance entrance,
      Supplier<String> own) {
    this.settings = requireNonNull(settings, "settings is null");
    this.sessions = requireNonNull(sessions, "sessions is null");
    this.entrance = requireNonNull(entrance, "entrance is null");
    this.own = requireNonNull(own, "own is null");
    this.provider = new OidcProvider(vertx, settings);
    vertx.setPeriodic(1, RETRY_MILLIS, tick -> provider.find());
  }

  void mount(Router router) {
    router.get(BEGIN).handler(this::begin);
    router.get(CALLBACK).handler(this::end);
  }

  /** Whether people can sign in there now; if not, it is looked for once more. */
  boolean isReady() {
    boolean ready = provider.isFound();
    if (!ready) {
      provider.find();
    }
    return ready;
  }

  /** Where somebody who came from there signs out there too; null if that can't be said. */
  @Nullable String logout() {
    return provider.logout(base() + "/");
  }

  private String base() {
    return settings.link() == null ? own.get() : settings.link().toString();
  }

  private void begin(RoutingContext context) {
    String asked = context.request().getParam("to");
    String to = asked != null && asked.matches(A_PAGE) ? asked : "/";
    PendingSignIns.Begun begun = pending.begin(to, entrance.now());
    provider
        .begin(begun, base() + CALLBACK)
        .onSuccess(
            there -> {
              context.response().addCookie(cookie(begun.browser(), PendingSignIns.SECONDS));
              go(context, there);
            })
        .onFailure(failure -> PlainPage.providerAway(context));
  }

  private void end(RoutingContext context) {
    Cookie browser = context.request().getCookie(COOKIE);
    context.response().addCookie(cookie("", 0));
    PendingSignIns.Pending begun =
        pending.end(
            context.request().getParam("state"),
            browser == null ? null : browser.getValue(),
            entrance.now());
    String code = context.request().getParam("code");
    if (begun == null) {
      PlainPage.notBegunHere(context);
    } else if (code == null) {
      entrance.refused(context, UNKNOWN);
      PlainPage.refusedThere(context);
    } else {
      provider
          .end(code, begun, base() + CALLBACK)
          .onSuccess(claims -> judge(context, claims, begun))
          .onFailure(
              failure -> {
                entrance.refused(context, UNKNOWN);
                PlainPage.notBelieved(context, failure);
              });
    }
  }

  private void judge(RoutingContext context, JsonNode claims, PendingSignIns.Pending begun) {
    try {
      settings.requireValid(claims, begun.nonce(), entrance.now());
    } catch (IllegalArgumentException e) {
      entrance.refused(context, UNKNOWN);
      PlainPage.notBelieved(context, e);
      return;
    }
    try {
      enter(context, settings.claims().caller(claims), begun.to());
    } catch (IllegalArgumentException e) {
      entrance.refused(context, claims.path(settings.claims().name()).asText());
      PlainPage.withoutRole(context, e);
    }
  }

  /** The file of sessions is written: not on the event loop. */
  private void enter(RoutingContext context, Caller caller, String to) {
    long seconds = settings.session().toSeconds();
    context
        .vertx()
        .executeBlocking(() -> sessions.beginElsewhere(caller, entrance.now(), seconds), false)
        .onSuccess(
            begun -> {
              entrance.entered(context, begun);
              go(context, to);
            })
        .onFailure(context::fail);
  }

  private static void go(RoutingContext context, String where) {
    context
        .response()
        .setStatusCode(SEE_OTHER)
        .putHeader(HttpHeaders.LOCATION, where)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end();
  }

  /** Comes back from another site's page, so it can't be strict; it opens nothing by itself. */
  private Cookie cookie(String value, long seconds) {
    return entrance.cookie(COOKIE, BEGIN, value, seconds).setSameSite(CookieSameSite.LAX);
  }
}
