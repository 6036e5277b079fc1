package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:8080",
    "'::1',     http://[::1]:8080",
    "[::1],     http://[::1]:8080",
    "fd00::5,   http://[fd00::5]:8080",
    "vigil,     http://vigil:8080",
  })
  void url_isThatOfTheHost(String host, String expected) {
    assertThat(ServerSettings.url(host, 8080)).isEqualTo(expected);
  }

  /** Else the identity provider is told an address to come back to that is none. */
  @Test
  void urlOfIpv6_hasAHostAndAPort() {
    URI url = URI.create(ServerSettings.url("::1", 8080));

    assertThat(url.getHost()).isEqualTo("[::1]");
    assertThat(url.getPort()).isEqualTo(8080);
  }
}
