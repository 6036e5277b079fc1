package dev.vigil.dashboard.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.dashboard.ward.WardView;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class WardFollowerTest {
  private static final AtomicInteger OPENED = new AtomicInteger();

  /** Where a broker in a container is away, so is its name: no client can be made. */
  public static final class NameThatComesAndGoes implements ConsumerInterceptor<byte[], byte[]> {
    @Override
    public void configure(Map<String, ?> configs) {
      if (OPENED.incrementAndGet() == 2) {
        throw new ConfigException("No resolvable bootstrap urls given in bootstrap.servers");
      }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
      return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
  }

  /** The thread ended, and the board stayed dark until the server was started again. */
  @Test
  void follower_thatCannotOpenTheLogAgain_goesOnTrying() {
    FollowerSettings settings =
        FollowerSettings.of(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:1",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                100,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                100,
                ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
                NameThatComesAndGoes.class.getName()),
            Ticks.World.REAL_TIME);
    WardView view = new WardView();

    try (WardFollower follower =
        new WardFollower(view, settings, new SimpleMeterRegistry()).start()) {
      await().untilAsserted(() -> assertThat(OPENED).hasValueGreaterThan(2));
      assertThat(view.isReady()).isFalse();
    }
  }

  @Test
  void follower_thatMeetsAnError_showsNothingAsIfItWereNow_andBeginsAgain() {
    EmptyLog broken = new EmptyLog();
    EmptyLog whole = new EmptyLog();
    Iterator<Supplier<EmptyLog>> logs =
        List.<Supplier<EmptyLog>>of(() -> broken, WardFollowerTest::gone, () -> whole).iterator();
    FollowerSettings settings = FollowerSettings.of(Map.of(), Ticks.World.REAL_TIME);
    WardView view = new WardView();

    try (WardFollower follower =
        new WardFollower(view, settings, new SimpleMeterRegistry(), () -> logs.next().get())
            .start()) {
      await().until(view::isReady);
      broken.schedulePollTask(WardFollowerTest::gone);

      await().until(() -> !view.isReady());
      assertThat(broken.closed()).isTrue();
      await().until(view::isReady);
      assertThat(whole.closed()).isFalse();
    }
  }

  private static EmptyLog gone() {
    throw new NoClassDefFoundError("gone for a moment");
  }

  /** Topics of one partition in which nothing stands. */
  private static final class EmptyLog extends MockConsumer<byte[], byte[]> {
    EmptyLog() {
      super("earliest");
      for (String topic : List.of(Topics.PATIENTS, Topics.EPISODES, Topics.ALERTS, Topics.LEDGER)) {
        updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
        updateBeginningOffsets(Map.of(new TopicPartition(topic, 0), 0L));
        updateEndOffsets(Map.of(new TopicPartition(topic, 0), 0L));
      }
    }

    /** None is as late as that. */
    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> since) {
      return Map.of();
    }
  }
}
