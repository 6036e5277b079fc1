package dev.vigil.app.cli;

import dev.vigil.app.failure.VigilException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * {@code --cluster}: a Kafka, a Flink and an InfluxDB that are there, instead of this process's.
 */
final class ClusterOption {
  private static final int FLINK_REST_PORT = 8081;
  private static final int INFLUXDB_PORT = 8086;

  @Option(
      names = "--cluster",
      paramLabel = "HOST:PORT,…",
      description =
          "Run on a cluster: brokers of its Kafka. Its Flink is at flink.rest-url and its InfluxDB"
              + " at store.url; where these are not configured, on the first broker's host at ports"
              + " 8081 and 8086.")
  private @Nullable String brokers;

  /** What holds where the configuration says nothing, by key. */
  Map<String, String> presets() {
    return brokers == null
        ? Map.of()
        : Map.of(
            "flink.rest-url", url(brokers, FLINK_REST_PORT),
            "store.url", url(brokers, INFLUXDB_PORT));
  }

  /** What holds whatever the configuration says, by key. */
  Map<String, String> flags() {
    return brokers == null
        ? Map.of()
        : Map.of("kafka.bootstrap", brokers, "store.kind", "influxdb");
  }

  private static String url(String brokers, int port) {
    String first = brokers.split(",", -1)[0].strip();
    int colon = first.lastIndexOf(':');
    if (colon < 1) {
      throw VigilException.usage(
          "--cluster is \"" + brokers + "\": expected HOST:PORT, several by commas.");
    }
    return "http://" + first.substring(0, colon) + ":" + port;
  }
}
