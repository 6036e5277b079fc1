package dev.vigil.app.supervise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.SignsOfLife;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.SupervisorState;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The supervisor's side towards a server elsewhere: every two seconds it says that it lives, and
 * how the jobs do; while it isn't the one to say so, nothing.
 */
public final class SupervisorPublisher implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final Supervising jobs;
  private final BooleanSupplier mandate;
  private final LongSupplier now;
  private final int featureIntervalSeconds;
  private final Producer<byte[], byte[]> producer;

  SupervisorPublisher(
      Supervising jobs,
      BooleanSupplier mandate,
      LongSupplier now,
      int featureIntervalSeconds,
      Producer<byte[], byte[]> producer) {
    this.jobs = requireNonNull(jobs, "jobs is null");
    this.mandate = requireNonNull(mandate, "mandate is null");
    this.now = requireNonNull(now, "now is null");
    this.featureIntervalSeconds = featureIntervalSeconds;
    this.producer = requireNonNull(producer, "producer is null");
  }

  /**
   * Over Kafka, which has the topics.
   *
   * @param mandate whether this is the one supervisor of the log's jobs
   * @param now the world's clock, whole seconds since the epoch
   * @param featureIntervalSeconds between two vectors of a patient, in the jobs that it submits
   */
  public static SupervisorPublisher open(
      String bootstrap,
      Supervising jobs,
      BooleanSupplier mandate,
      LongSupplier now,
      int featureIntervalSeconds) {
    return new SupervisorPublisher(
        jobs, mandate, now, featureIntervalSeconds, SignsOfLife.producer(bootstrap));
  }

  /** Says it once. */
  public void publish() throws InterruptedException, ExecutionException {
    Map<String, JobState> states = jobs.states();
    if (!mandate.getAsBoolean() || states.isEmpty()) { // before it knows what should run
      return;
    }
    SupervisorState state =
        new SupervisorState(
            now.getAsLong(),
            featureIntervalSeconds,
            new TreeMap<>(states),
            new TreeMap<>(jobs.losses()),
            jobs.unread().orElse(null));
    byte[] key = SupervisorState.KEY.getBytes(UTF_8);
    var unused =
        producer.send(new ProducerRecord<>(Topics.SUPERVISION, key, Json.encode(state))).get();
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
