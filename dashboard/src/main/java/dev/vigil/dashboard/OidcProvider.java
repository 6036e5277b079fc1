package dev.vigil.dashboard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.OidcSettings;
import dev.vigil.dashboard.access.PendingSignIns;
import dev.vigil.schemas.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity provider: found by discovery, however often that takes. While it can't be found the
 * server does without. Runs on one event loop.
 */
final class OidcProvider {
  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
  private static final int TIMEOUT_MILLIS = 5_000;

  private final Vertx vertx;
  private final OidcSettings settings;
  private @Nullable Found found;
  private @Nullable Future<Found> looking;
  private String said = "";

  /**
   * What discovery found.
   *
   * @param logout where a session there ends; null if it doesn't say
   */
  private record Found(OAuth2Auth auth, @Nullable String logout) {}

  OidcProvider(Vertx vertx, OidcSettings settings) {
    this.vertx = requireNonNull(vertx, "vertx is null");
    this.settings = requireNonNull(settings, "settings is null");
  }

  boolean isFound() {
    return found != null;
  }

  /** Looks for it, unless it is found; what goes wrong stands in the log, once. */
  Future<?> find() {
    return found().mapEmpty();
  }

  private Future<Found> found() {
    Found known = found;
    if (known != null) {
      return Future.succeededFuture(known);
    }
    Future<Found> running = looking;
    if (running == null) {
      running = discover();
      looking = running;
      running.onComplete(done -> looking = null);
    }
    return running;
  }

  private Future<Found> discover() {
    OAuth2Options options =
        new OAuth2Options()
            .setSite(settings.issuer())
            .setClientId(settings.clientId())
            .setHttpClientOptions(
                new HttpClientOptions()
                    .setConnectTimeout(TIMEOUT_MILLIS)
                    .setReadIdleTimeout(TIMEOUT_MILLIS / 1000)
                    .setIdleTimeout(2 * TIMEOUT_MILLIS / 1000));
    if (settings.clientSecret() != null) {
      options.setClientSecret(settings.clientSecret());
    }
    return OpenIDConnectAuth.discover(vertx, options)
        .map(auth -> new Found(auth, options.getLogoutPath()))
        .onSuccess(
            now -> {
              found = now;
              said = "";
              LOG.info("people sign in at {} too", settings.issuer());
            })
        .onFailure(failure -> say(String.valueOf(failure.getMessage())));
  }

  private void say(String problem) {
    if (!problem.equals(said)) {
      said = problem;
      LOG.warn(
          "nobody can sign in at {} (oidc.issuer): {}; expected its discovery document at {}{}."
              + " Passwords and links work; it is tried again.",
          settings.issuer(),
          problem,
          settings.issuer(),
          "/.well-known/openid-configuration");
    }
  }

  /** The address at the provider where a sign-in goes on. */
  Future<String> begin(PendingSignIns.Begun begun, String callback) {
    return found()
        .map(
            known ->
                known
                    .auth()
                    .authorizeURL(
                        new OAuth2AuthorizationURL()
                            .setRedirectUri(callback)
                            .setState(begun.state())
                            .setScopes(settings.scopes())
                            .putAdditionalParameter("nonce", begun.pending().nonce())
                            .putAdditionalParameter(
                                "code_challenge", challenge(begun.pending().verifier()))
                            .putAdditionalParameter("code_challenge_method", "S256")));
  }

  /**
   * The claims of whoever has signed in; fails if the provider doesn't take the code, or what it
   * gives isn't signed by it. They still have to be checked.
   */
  Future<JsonNode> end(String code, PendingSignIns.Pending pending, String callback) {
    Oauth2Credentials credentials =
        new Oauth2Credentials()
            .setFlow(OAuth2FlowType.AUTH_CODE)
            .setCode(code)
            .setRedirectUri(callback)
            .setCodeVerifier(pending.verifier());
    return found().compose(known -> known.auth().authenticate(credentials)).map(this::claims);
  }

  private JsonNode claims(User user) {
    JsonObject verified = user.attributes().getJsonObject("idToken");
    if (verified == null) {
      // Perhaps it has other keys by now: they are asked for with the next sign-in.
      found = null;
      throw new IllegalArgumentException("the ID token is refused: not signed for us");
    }
    try {
      return Json.mapper().readTree(verified.encode());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the ID token is refused: its claims can't be read", e);
    }
  }

  /** Where the provider ends its own session and sends the browser back; null if it doesn't. */
  @Nullable String logout(String back) {
    Found known = found;
    return known == null || known.logout() == null
        ? null
        : known.logout()
            + (known.logout().contains("?") ? "&" : "?")
            + "client_id="
            + encoded(settings.clientId())
            + "&post_logout_redirect_uri="
            + encoded(back);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** RFC 7636, section 4.2, S256. */
  private static String challenge(String verifier) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
