package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.config.ConfigReader;
import dev.vigil.app.failure.VigilException;
import dev.vigil.dashboard.access.ClaimRules;
import dev.vigil.dashboard.access.OidcSettings;
import dev.vigil.dashboard.access.Role;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What oidc.* of a configuration comes to. */
class IdentityProvidersTest {
  private static final String ISSUER = "https://id.example/realms/hospital";

  @Test
  void withoutAnIssuer_thereIsNone() {
    assertThat(read(Map.of())).isNull();
  }

  @Test
  void everyKey_hasItsPlace() {
    OidcSettings settings =
        read(
            Map.of(
                "oidc.issuer", ISSUER,
                "oidc.client-id", "board",
                "oidc.roles", "ward nurses=clinician, it=admin",
                "oidc.role-claim", "realm_access.roles",
                "oidc.ward-claim", "wards",
                "oidc.wards", "a=b=B4, all=*",
                "channels.link", "https://vigil.example/"));

    assertThat(settings.issuer()).isEqualTo(ISSUER);
    assertThat(settings.clientId()).isEqualTo("board");
    assertThat(settings.clientSecret()).isNull();
    assertThat(settings.scopes()).containsExactly("openid", "profile");
    assertThat(settings.link()).isEqualTo(URI.create("https://vigil.example"));
    assertThat(settings.claims())
        .isEqualTo(
            new ClaimRules(
                "preferred_username",
                "realm_access.roles",
                Map.of("ward nurses", Role.CLINICIAN, "it", Role.ADMIN),
                "wards",
                Map.of("a=b", "B4", "all", "*")));
  }

  @Test
  void whatCannotBeRight_stopsTheStartWithItsName() {
    assertRefused("oidc.issuer", ISSUER + "/", "without a slash");
    assertRefused("oidc.roles", "nurses=nurse", "nurse, expected clinician");
    assertRefused("oidc.roles", "clinician", "oidc.roles has 'clinician', expected VALUE=NAME");
    assertRefused("oidc.wards", "a=,b=B4", "oidc.wards has 'a='");
    assertRefused("oidc.scopes", "profile", "openid");
  }

  private static void assertRefused(String key, String value, String message) {
    Map<String, String> flags = new HashMap<>(Map.of("oidc.issuer", ISSUER));
    flags.put(key, value);
    assertThatThrownBy(() -> read(flags))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining(message);
  }

  private static OidcSettings read(Map<String, String> flags) {
    return IdentityProviders.of(ConfigReader.read(null, Map.of(), flags));
  }
}
