package dev.vigil.history;

import static dev.vigil.history.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a writer does where there is no store. */
class HistoryWriterTest {

  @Test
  void storeThatIsAway_isNamed() throws Exception {
    String url;
    try (ServerSocket closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      url = "http://127.0.0.1:" + closedAtOnce.getLocalPort();
    }

    try (HistoryStore away = HistoryStores.influx(url, "", "", "vigil")) {
      assertThat(away.ping()).isFalse();
      assertThatThrownBy(() -> away.write(List.of(Rows.reading("p", NOON, 88, 1, 10))))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining(url)
          .hasMessageContaining("is it running?");
      assertThatThrownBy(away::countReadings).isInstanceOf(StoreUnavailableException.class);
    }
  }

  @Test
  void storeThatHangs_doesNotHoldUpAPing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HistoryStore hanging =
            HistoryStores.influx("http://127.0.0.1:" + silent.getLocalPort(), "", "", "vigil")) {
      assertThat(hanging.ping()).isFalse();
    }
  }

  @Test
  void hostThatIsUnknown_isAStoreThatIsAway() {
    try (HistoryStore unknown = HistoryStores.influx("http://no-host.invalid", "", "", "vigil")) {
      assertThat(unknown.ping()).isFalse();
      assertThatThrownBy(unknown::countReadings).isInstanceOf(StoreUnavailableException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:8086", "ftp://h", "http://u:secret@h:1", "http:// x"})
  void addressThatIsNone_isRefused_withoutItsPassword(String url) {
    assertThatThrownBy(() -> HistoryStores.influx(url, "", "", "vigil"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http://host:port")
        .hasMessageNotContaining("secret");
  }

  @Test
  void endpointAsText_hidesThePassword() {
    assertThat(new StoreEndpoint("http://h:1", "u", "secret", "vigil").toString())
        .isEqualTo("http://h:1/vigil");
  }
}
