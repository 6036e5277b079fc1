package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process says every two seconds that it lives, and how it does, in a thread of its own. */
public final class SignsOfLife implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SignsOfLife.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final int ANSWER_MILLIS = 10_000;

  private final String name;
  private final Sign sign;
  private final Closing closing = new Closing();
  private final Thread thread;
  private boolean failing;

  /** One sign; may throw anything, and is given again in its time. */
  public interface Sign {
    void give() throws InterruptedException, ExecutionException;
  }

  private SignsOfLife(String name, Sign sign) {
    this.name = requireNonNull(name, "name is null");
    this.sign = requireNonNull(sign, "sign is null");
    thread = DaemonThreads.named(name + "-signs").newThread(this::repeat);
  }

  /**
   * Gives the first one now.
   *
   * @param name whose they are, for people: "notifier"
   */
  public static SignsOfLife begin(String name, Sign sign) {
    SignsOfLife signs = new SignsOfLife(name, sign);
    signs.thread.start();
    return signs;
  }

  /** What signs are written with: it gives up after 10 s, for the next one says more. */
  public static Producer<byte[], byte[]> producer(String bootstrap) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            requireNonNull(bootstrap, "bootstrap is null"),
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ANSWER_MILLIS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ANSWER_MILLIS / 2,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ANSWER_MILLIS);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void repeat() {
    do {
      give();
    } while (closing.rest(EVERY));
  }

  /** Never throws: who says nothing any more is taken for dead. */
  private void give() {
    try {
      sign.give();
      failing = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) { // Kafka away, a defect, an Error
      if (!failing && !closing.hasBegun()) {
        failing = true;
        LOG.warn("the {} can't say how it does, and tries again: {}", name, e.toString());
      }
    }
  }

  @Override
  public void close() {
    closing.begin();
    DaemonThreads.awaitEnd(thread);
  }
}
