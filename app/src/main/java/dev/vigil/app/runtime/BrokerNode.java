package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

/**
 * A broker, which is its own controller, and its place among others.
 *
 * @param id of this broker in its cluster, 1 or more
 * @param host name or address that it listens on, and that clients and other brokers find it at
 * @param port for clients
 * @param controllerPort for other brokers
 * @param quorum all brokers, {@code id@host:controllerPort} by commas; empty for this one alone
 * @param clusterId what they were formatted with; empty makes one up
 * @param copies of each partition, on as many brokers
 * @param copiesInSync that must have a record before it is acknowledged
 */
public record BrokerNode(
    int id,
    String host,
    int port,
    int controllerPort,
    String quorum,
    String clusterId,
    int copies,
    int copiesInSync) {
  static final int ALONE = 1;

  public BrokerNode {
    requireNonNull(host, "host is null");
    requireNonNull(quorum, "quorum is null");
    requireNonNull(clusterId, "clusterId is null");
    if (copies < 1 || copiesInSync < 1 || copiesInSync > copies) {
      throw new IllegalArgumentException(
          "copiesInSync " + copiesInSync + " is outside 1.." + copies + ", the copies");
    }
  }

  /** The one of this process. */
  static BrokerNode alone(BrokerPorts ports) {
    return new BrokerNode(
        ALONE, BrokerPorts.HOST, ports.broker(), ports.controller(), "", "", 1, 1);
  }

  String bootstrap() {
    return host + ":" + port;
  }

  String voters() {
    return quorum.isEmpty() ? id + "@" + host + ":" + controllerPort : quorum;
  }
}
