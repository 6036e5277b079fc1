package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.schemas.TechnicalAlert;
import java.net.URI;
import java.time.Duration;

/** The gateway of a cluster that is a process of its own, beside the one in {@code vigil}. */
record OtherGateway(ComposedCluster cluster) {
  static final String SERVICE = "gateway";
  private static final String SILENT = "gateway/gateway-2/silent";

  static OtherGateway start(ComposedCluster cluster) throws Exception {
    OtherGateway gateway = new OtherGateway(cluster);
    gateway.start();
    return gateway;
  }

  void start() throws Exception {
    cluster.start(SERVICE);
    cluster.awaitSaid(SERVICE, "Gateway 2 is up");
  }

  /** Where devices send to. */
  URI uri() {
    return URI.create("http://" + cluster.address(SERVICE, 8070));
  }

  /** Waits for the alert that it is silent, or for its end. */
  void awaitSilent(TechnicalAlert.State state) {
    TopicsOf topics = new TopicsOf(cluster.address("kafka", 9092));
    await(SILENT + " is " + state)
        .atMost(ComposedCluster.PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(topics.technical().get(SILENT))
                    .isNotNull()
                    .extracting(TechnicalAlert::state)
                    .isEqualTo(state));
  }
}
