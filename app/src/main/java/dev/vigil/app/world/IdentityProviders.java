package dev.vigil.app.world;

import static java.util.stream.Collectors.toMap;

import dev.vigil.app.config.OidcConfig;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.dashboard.access.ClaimRules;
import dev.vigil.dashboard.access.OidcSettings;
import dev.vigil.dashboard.access.Role;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The identity provider of a configuration. */
final class IdentityProviders {
  private IdentityProviders() {}

  /**
   * Null if none is configured.
   *
   * @throws VigilException if a value of oidc.* can't be right
   */
  static @Nullable OidcSettings of(VigilConfig config) {
    OidcConfig oidc = config.oidc();
    if (oidc.issuer().isEmpty()) {
      return null;
    }
    String link = config.channels().link();
    try {
      return new OidcSettings(
          oidc.issuer(),
          oidc.clientId(),
          oidc.clientSecret().isPresent() ? oidc.clientSecret().value() : null,
          List.of(oidc.scopes().split(" +")),
          link.isEmpty() ? null : URI.create(link.replaceFirst("/+$", "")),
          rules(oidc),
          Duration.ofMinutes(oidc.sessionMinutes()));
    } catch (IllegalArgumentException e) {
      throw VigilException.usage("A value of oidc can't be right: " + e.getMessage() + ".");
    }
  }

  private static ClaimRules rules(OidcConfig oidc) {
    Map<String, Role> roles =
        pairs("oidc.roles", oidc.roles()).entrySet().stream()
            .collect(toMap(Map.Entry::getKey, pair -> role(pair.getValue())));
    return new ClaimRules(
        oidc.nameClaim(),
        oidc.roleClaim(),
        roles,
        oidc.wardClaim().isEmpty() ? null : oidc.wardClaim(),
        pairs("oidc.wards", oidc.wards()));
  }

  private static Role role(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "oidc.roles has the role "
                        + name
                        + ", expected clinician, scientist, admin or auditor"));
  }

  /** What stands before the last {@code =} is a provider's word and may hold one itself. */
  private static Map<String, String> pairs(String key, String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.isBlank() ? new String[0] : text.split(",", -1)) {
      int equals = pair.lastIndexOf('=');
      String value = equals < 1 ? "" : pair.substring(0, equals).strip();
      String stands = pair.substring(equals + 1).strip();
      if (value.isEmpty() || stands.isEmpty()) {
        throw new IllegalArgumentException(
            key + " has '" + pair.strip() + "', expected VALUE=NAME with commas between them");
      }
      pairs.put(value, stands);
    }
    return pairs;
  }
}
