package dev.vigil.system;

import dev.vigil.schemas.TechnicalAlert;
import java.net.URI;

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
    new TopicsOf(cluster.address("kafka", 9092)).awaitTechnical(SILENT, state);
  }
}
