package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:8080",
    "0.0.0.0,   http://127.0.0.1:8080",
    "'::',      http://127.0.0.1:8080",
    "'::1',     http://[::1]:8080",
    "fd00::5,   http://[fd00::5]:8080",
    "vigil,     http://vigil:8080",
  })
  void address_isThatOfTheHost(String host, URI expected) {
    assertThat(Address.of(host, 8080)).isEqualTo(expected);
  }

  /** Else the command line, the demo's ward and the links of channels lead nowhere. */
  @Test
  void addressOfIpv6_hasAHost() {
    assertThat(Address.of("::1", 8080).getHost()).isEqualTo("[::1]");
  }
}
