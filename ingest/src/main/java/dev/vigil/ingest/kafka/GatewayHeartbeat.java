package dev.vigil.ingest.kafka;

import static java.util.Objects.requireNonNull;

import dev.vigil.ingest.IntakeCounts;
import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A gateway's sign of life in {@value Topics#HEARTBEATS}, with its counts since its start. One that
 * gets lost is followed by the next.
 */
public final class GatewayHeartbeat {
  private final GatewayProducer producer;
  private final IntakeCounts counts;
  private final String component;

  /**
   * @param gateway the gateway's id among the gateways, such as {@code 1}
   */
  public GatewayHeartbeat(GatewayProducer producer, IntakeCounts counts, String gateway) {
    this.producer = requireNonNull(producer, "producer is null");
    this.counts = requireNonNull(counts, "counts is null");
    component = "gateway-" + requireNonNull(gateway, "gateway is null");
  }

  /** Sends one. */
  public void beat(long second) {
    Heartbeat heartbeat = new Heartbeat(component, 0, 1, second, counts.byName());
    byte[] key = (component + "/0").getBytes(StandardCharsets.UTF_8);
    var unused =
        producer.send(new ProducerRecord<>(Topics.HEARTBEATS, key, Json.encode(heartbeat)));
  }
}
