package dev.vigil.bench.peers.session;

import static java.util.Objects.requireNonNull;

import dev.vigil.bench.peers.side.SideSettings;
import dev.vigil.bench.peers.work.SensorReading;
import dev.vigil.bench.peers.work.Ward;
import dev.vigil.bench.peers.work.WindowMoments;
import dev.vigil.bench.peers.work.WindowWork;
import dev.vigil.bench.peers.work.Wire;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One side's own input and output. Feeds a stretch of the ward's time and returns when all results
 * that are due have come: the next stretch goes on where this one ended.
 */
public final class Lane implements AutoCloseable {
  private static final long MILLIS_A_SECOND = 1000;
  private static final Duration POLL = Duration.ofMillis(50);

  private final WindowWork work;
  private final SideSettings settings;
  private final Duration patience;
  private final KafkaProducer<byte[], byte[]> input;
  private final KafkaConsumer<byte[], byte[]> output;
  private long now = Ward.START;
  private long results;
  private long sent;

  /**
   * A lane with topics of its own.
   *
   * @param name of the topics
   * @param patience how long to wait for the next result before giving the side up
   */
  public Lane(Broker broker, String name, WindowWork work, Duration patience)
      throws InterruptedException {
    this.work = requireNonNull(work, "work is null");
    this.patience = requireNonNull(patience, "patience is null");
    this.settings =
        new SideSettings(broker.bootstrap(), name + "-in", name + "-out", work.windows());
    broker.create(settings.input());
    broker.create(settings.output());
    this.input =
        new KafkaProducer<>(
            Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap(),
                ProducerConfig.LINGER_MS_CONFIG, "20",
                ProducerConfig.BATCH_SIZE_CONFIG, "262144",
                // Gigabytes go through in a session.
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.output =
        new KafkaConsumer<>(
            Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    TopicPartition partition = new TopicPartition(settings.output(), 0);
    output.assign(List.of(partition));
    output.seekToBeginning(List.of(partition));
  }

  /** For the side that is to work here. */
  public SideSettings settings() {
    return settings;
  }

  /**
   * Feeds so many seconds and waits for their results.
   *
   * @return how many readings they were
   * @throws StalledException if the results don't come
   */
  public long run(int seconds) throws StalledException {
    return run(seconds, result -> {});
  }

  /**
   * The same, and compares each result with what is right.
   *
   * @throws WrongResultException if one is wrong, comes twice, or nobody asked for it
   */
  public long check(int seconds) throws StalledException, WrongResultException {
    WrongResultException[] wrong = new WrongResultException[1];
    Set<WindowMoments> seen = new HashSet<>();
    long readings =
        run(
            seconds,
            record -> {
              WindowMoments given = Wire.result(record.key(), record.value());
              WindowMoments right =
                  WindowWork.expected(
                      given.patient(), given.vital(), given.windowSeconds(), given.end());
              if (!seen.add(given) || !given.equals(right)) {
                wrong[0] = new WrongResultException(given, right);
              }
            });
    if (wrong[0] != null) {
      throw wrong[0];
    }
    return readings;
  }

  private long run(int seconds, Consumer<ConsumerRecord<byte[], byte[]>> receiver)
      throws StalledException {
    long before = sent;
    work.ward().arrivals(now, now + seconds, this::send);
    input.flush();
    now += seconds;
    await(work.results(now), receiver);
    return sent - before;
  }

  private void send(SensorReading reading) {
    sent++;
    // A reading that is lost shows in the results, which are checked.
    Future<RecordMetadata> unused =
        input.send(
            new ProducerRecord<>(
                settings.input(),
                null,
                reading.second() * MILLIS_A_SECOND,
                Wire.key(reading.patient(), reading.vital()),
                Wire.reading(reading.second(), reading.value())));
  }

  private void await(long wanted, Consumer<ConsumerRecord<byte[], byte[]>> receiver)
      throws StalledException {
    long last = System.nanoTime();
    while (results < wanted) {
      for (ConsumerRecord<byte[], byte[]> record : output.poll(POLL)) {
        receiver.accept(record);
        results++;
        last = System.nanoTime();
      }
      if (System.nanoTime() - last > patience.toNanos()) {
        throw new StalledException(settings.output(), results, wanted, patience);
      }
    }
  }

  @Override
  public void close() {
    input.close(Duration.ZERO);
    output.close();
  }
}
