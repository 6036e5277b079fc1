package dev.vigil.dashboard.access;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signing in at an identity provider by OpenID Connect.
 *
 * @param issuer as the provider names itself, without a slash at its end
 * @param clientId by which it knows this Vigil
 * @param clientSecret null where PKCE alone proves who asks
 * @param scopes to ask for; openid is one
 * @param link where browsers reach this server; null for where it listens
 * @param claims what they mean here
 * @param session how long somebody who came from there is in with the roles and wards of then; 5
 *     min to 12 h
 */
public record OidcSettings(
    String issuer,
    String clientId,
    @Nullable String clientSecret,
    List<String> scopes,
    @Nullable URI link,
    ClaimRules claims,
    Duration session) {
  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofSeconds(Sessions.LONGEST_SECONDS);

  /** Two clocks may be so far apart. */
  static final long LEEWAY_SECONDS = 60;

  public OidcSettings {
    requireNonNull(claims, "claims is null");
    requireNonNull(session, "session is null");
    if (session.compareTo(SHORTEST) < 0 || session.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a session of " + session + " is not from " + SHORTEST + " to " + LONGEST);
    }
    scopes = List.copyOf(scopes);
    if (!issuer.matches("https?://[^?#]*[^?#/]")) {
      throw new IllegalArgumentException(
          "the issuer '" + issuer + "' is no URL without a slash at its end");
    }
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("the client id is missing");
    }
    if (!scopes.contains("openid")) {
      throw new IllegalArgumentException("the scopes " + scopes + " don't have openid");
    }
  }

  /**
   * Checks the claims of an ID token whose signature holds (OpenID Connect Core 1.0, section
   * 3.1.3.7). Messages name claims and never their values.
   *
   * @param nonce that was sent for this sign-in
   * @param now seconds since the epoch
   * @throws IllegalArgumentException if it isn't for us, for this sign-in or for now
   */
  public void requireValid(JsonNode claims, String nonce, long now) {
    JsonNode audience = claims.path("aud");
    require(issuer.equals(claims.path("iss").asText()), "iss is not " + issuer);
    require(isForUs(audience), "aud is not " + clientId);
    JsonNode party = claims.path("azp");
    require(audience.size() < 2 || !party.isMissingNode(), "azp is missing");
    require(party.isMissingNode() || clientId.equals(party.asText()), "azp is not " + clientId);
    require(claims.path("exp").asLong(0) > now - LEEWAY_SECONDS, "exp is over");
    require(claims.path("iat").asLong(Long.MAX_VALUE) < now + LEEWAY_SECONDS, "iat is to come");
    require(nonce.equals(claims.path("nonce").asText()), "nonce is of another sign-in");
    require(!claims.path("sub").asText("").isEmpty(), "sub is missing");
  }

  private boolean isForUs(JsonNode audience) {
    if (audience.isTextual()) {
      return clientId.equals(audience.asText());
    }
    for (JsonNode one : audience) {
      if (clientId.equals(one.asText())) {
        return true;
      }
    }
    return false;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("the ID token is refused: " + otherwise);
    }
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return "OidcSettings[" + issuer + ", " + clientId + "]";
  }
}
