package dev.vigil.dashboard.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schemas.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which ID tokens are believed (OpenID Connect Core 1.0, section 3.1.3.7). */
class OidcSettingsTest {
  private static final long NOW = 1_772_000_000L;
  private static final String NONCE = "n-1";
  private static final OidcSettings SETTINGS =
      new OidcSettings(
          "https://id.example/hospital",
          "vigil",
          null,
          List.of("openid"),
          null,
          new ClaimRules("sub", "groups", Map.of(), null, Map.of()),
          Duration.ofHours(12));

  @Test
  void token_forUsAndForThisSignIn_isBelieved() {
    assertThatCode(() -> require(token())).doesNotThrowAnyException();
    assertThatCode(() -> require(with("aud", "['other','vigil']", "azp", "'vigil'")))
        .doesNotThrowAnyException();
    assertThatCode(() -> require(with("exp", "" + (NOW - 59), "iat", "" + (NOW + 59))))
        .as("two clocks may differ by a minute")
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          iss   | 'https://id.example/other'  | iss is not
          iss   | null                        | iss is not
          aud   | 'other'                     | aud is not vigil
          aud   | ['other']                   | aud is not vigil
          aud   | []                          | aud is not vigil
          aud   | ['vigil','other']           | azp is missing
          azp   | 'other'                     | azp is not vigil
          exp   | 1771999940                  | exp is over
          exp   | null                        | exp is over
          exp   | 'soon'                      | exp is over
          iat   | 1772000060                  | iat is to come
          iat   | null                        | iat is to come
          nonce | 'n-2'                       | nonce is of another
          nonce | null                        | nonce is of another
          sub   | ''                          | sub is missing
          """)
  void token_withAWrongClaim_isRefused(String claim, String value, String message) {
    assertThatThrownBy(() -> require(with(claim, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void settings_thatCannotBe_areRefusedByName() {
    assertRefused("https://h/", "v", "openid", 60, "without a slash");
    assertRefused("https://h", "", "openid", 60, "client id");
    assertRefused("https://h", "v", "profile", 60, "openid");
    assertRefused("https://h", "v", "openid", 4, "PT4M is not from PT5M to PT12H");
    assertRefused("https://h", "v", "openid", 721, "PT12H1M is not from PT5M to PT12H");
  }

  private static void assertRefused(
      String issuer, String client, String scope, long minutes, String message) {
    assertThatThrownBy(
            () ->
                new OidcSettings(
                    issuer,
                    client,
                    null,
                    List.of(scope),
                    null,
                    SETTINGS.claims(),
                    Duration.ofMinutes(minutes)))
        .hasMessageContaining(message);
  }

  private static void require(JsonNode claims) {
    SETTINGS.requireValid(claims, NONCE, NOW);
  }

  private static ObjectNode token() throws Exception {
    return (ObjectNode)
        read(
            "{'iss':'https://id.example/hospital','aud':'vigil','sub':'s','nonce':'n-1',"
                + "'exp':1772000300,'iat':1772000000}");
  }

  private static JsonNode with(String... claims) throws Exception {
    ObjectNode token = token();
    for (int i = 0; i < claims.length; i += 2) {
      token.set(claims[i], read(claims[i + 1]));
    }
    return token;
  }

  private static JsonNode read(String text) throws Exception {
    return Json.mapper().readTree(text.replace('\'', '"'));
  }
}
