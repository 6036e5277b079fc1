package dev.vigil.dashboard;

import dev.vigil.dashboard.access.ClaimRules;
import dev.vigil.dashboard.access.OidcSettings;
import dev.vigil.dashboard.access.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** A real OpenID provider on this machine, whose tokens say what a test wants. */
public final class IdentityProvider implements AutoCloseable {
  /** By which Vigil is known there. */
  static final String CLIENT = "vigil-board";

  private static final String NAME = "hospital";
  private static final long HOUR = 3_600;
  static final Duration SESSION = Duration.ofMinutes(30);

  private final MockOAuth2Server server = new MockOAuth2Server();

  /** Starts on this port; 0 for any free one. */
  public IdentityProvider(int port) throws IOException {
    server.start(port);
  }

  /** The issuer of a provider on this port. */
  static String issuer(int port) {
    return "http://localhost:" + port + "/" + NAME;
  }

  public String issuer() {
    return server.issuerUrl(NAME).toString();
  }

  /** How Vigil finds a provider, and makes clinicians of those in the group ward-nurses. */
  public static OidcSettings settings(String issuer) {
    ClaimRules rules =
        new ClaimRules(
            "preferred_username",
            "groups",
            Map.of("ward-nurses", Role.CLINICIAN),
            "wards",
            Map.of());
    List<String> scopes = List.of("openid", "profile");
    return new OidcSettings(issuer, CLIENT, "a secret", scopes, null, rules, SESSION);
  }

  /** The next one who signs in. */
  public void next(String user, List<String> groups, List<String> wards) {
    next(user, groups, wards, Map.of(), HOUR);
  }

  /** The same with claims that take the place of usual ones. */
  void next(
      String user,
      List<String> groups,
      List<String> wards,
      Map<String, Object> other,
      long expiry) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("preferred_username", user);
    claims.put("groups", groups);
    claims.put("wards", wards);
    claims.putAll(other);
    server.enqueueCallback(callback(claims, expiry));
  }

  private static DefaultOAuth2TokenCallback callback(Map<String, Object> claims, long expiry) {
    return new DefaultOAuth2TokenCallback(NAME, "s-1", "JWT", null, claims, expiry);
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
