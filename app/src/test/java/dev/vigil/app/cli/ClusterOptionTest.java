package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.config.ConfigReader;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.config.VigilConfig.StoreKind;
import dev.vigil.app.failure.VigilException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ClusterOptionTest {
  @Test
  void brokers_bringFlinkAndInfluxOnTheFirstOnesHost() {
    // when
    VigilConfig config = config(Map.of(), "--cluster", "k1:9092,k2:9092");

    // then
    assertThat(config.kafka().bootstrap()).isEqualTo("k1:9092,k2:9092");
    assertThat(config.flink().restUrl()).isEqualTo("http://k1:8081");
    assertThat(config.store().kind()).isEqualTo(StoreKind.INFLUXDB);
    assertThat(config.store().url()).isEqualTo("http://k1:8086");
  }

  @Test
  void configuredPlaces_winOverTheFirstBrokersHost() {
    // given
    Map<String, String> variables =
        Map.of("VIGIL_FLINK_REST_URL", "http://f:1", "VIGIL_STORE_URL", "http://i:2");

    // when
    VigilConfig config = config(variables, "--cluster", "k1:9092");

    // then
    assertThat(config.flink().restUrl()).isEqualTo("http://f:1");
    assertThat(config.store().url()).isEqualTo("http://i:2");
  }

  @Test
  void withoutIt_everythingIsInThisProcess() {
    // when
    VigilConfig config = config(Map.of());

    // then
    assertThat(config).isEqualTo(ConfigReader.read(null, Map.of(), Map.of()));
  }

  @Test
  void brokerWithoutPort_isRefused() {
    assertThatThrownBy(() -> config(Map.of(), "--cluster", "k1"))
        .isInstanceOf(VigilException.class)
        .hasMessage("--cluster is \"k1\": expected HOST:PORT, several by commas.");
  }

  private static VigilConfig config(Map<String, String> variables, String... arguments) {
    ClusterOption option = CommandLine.populateCommand(new ClusterOption(), arguments);
    return ConfigReader.read(option.presets(), null, variables, option.flags());
  }
}
