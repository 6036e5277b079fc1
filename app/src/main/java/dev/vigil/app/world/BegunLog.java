package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.ingest.kafka.PlainConsumer;
import dev.vigil.ingest.ticks.FirstTick;
import dev.vigil.ingest.ticks.LastTicks;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;

/**
 * A log in real time that a Vigil has begun: the ledger and the rules that hold from its first tick
 * on are there, and every partition has a tick.
 *
 * @param bootstrap Kafka's address
 * @param lastTicks by partition, whole seconds since the epoch
 */
public record BegunLog(String bootstrap, SortedMap<Integer, Long> lastTicks) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  public BegunLog {
    requireNonNull(bootstrap, "bootstrap is null");
    requireNonNull(lastTicks, "lastTicks is null");
  }

  /**
   * Looks once; empty while Kafka doesn't answer, or nobody has begun the log there.
   *
   * @param topic that has to be there, too
   * @throws VigilException if it is a replay's
   */
  public static Optional<BegunLog> find(String bootstrap, String topic) {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(PlainConsumer.settings(bootstrap))) {
      if (!consumer.listTopics(PATIENCE).keySet().containsAll(List.of(Topics.PATIENTS, topic))) {
        return Optional.empty();
      }
      FirstTick.of(bootstrap).ifPresent(first -> requireRealTime(first, bootstrap));
      int partitions = PlainConsumer.partitionsOf(consumer, Topics.PATIENTS).size();
      SortedMap<Integer, Long> ticks = LastTicks.read(consumer, Ticks.World.REAL_TIME);
      return ticks.size() == partitions
          ? Optional.of(new BegunLog(bootstrap, ticks))
          : Optional.empty();
    } catch (KafkaException e) {
      return Optional.empty();
    }
  }

  private static void requireRealTime(FirstTick first, String bootstrap) {
    if (first.world() != Ticks.World.REAL_TIME) {
      throw VigilException.problem(
          "The Kafka at "
              + bootstrap
              + " holds the log of a replay, whose clock is the recording's: correct"
              + " kafka.bootstrap.");
    }
  }
}
