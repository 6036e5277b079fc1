package dev.vigil.ingest.kafka;

import static java.util.Objects.requireNonNull;

import dev.vigil.ingest.IntakeCounts;
import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
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
    component = Heartbeat.GATEWAY + requireNonNull(gateway, "gateway is null");
  }

  /** What it is called in heartbeats. */
  public String component() {
    return component;
  }

  /** Sends one. */
  public void beat(long second) {
    send(second, counts.byName());
  }

  /** Sends the last one of a gateway that ends in order. */
  public void leave(long second) {
    SortedMap<String, Long> last = counts.byName();
    last.put(Heartbeat.LEFT, 1L);
    send(second, last);
  }

  private void send(long second, SortedMap<String, Long> told) {
    Heartbeat heartbeat = new Heartbeat(component, 0, 1, second, told);
    byte[] key = (component + "/0").getBytes(StandardCharsets.UTF_8);
    var unused =
        producer.send(new ProducerRecord<>(Topics.HEARTBEATS, key, Json.encode(heartbeat)));
  }
}
