package dev.vigil.bench.peers.side;

import dev.vigil.bench.peers.work.HoppingWindow;
import dev.vigil.bench.peers.work.Ward;
import dev.vigil.bench.peers.work.Wire;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.EmitStrategy;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;

/**
 * Kafka Streams: one aggregation over hopping windows for each length, final results only, stores
 * in memory. The eight bytes of a key are one long to it.
 */
final class KafkaStreamsSide {
  private static final long MILLIS_A_SECOND = 1000;
  private static final Duration LATENESS = Duration.ofSeconds(Ward.LATENESS_SECONDS);

  private KafkaStreamsSide() {}

  static Side.Running start(SideSettings settings) {
    KafkaStreams streams = new KafkaStreams(topology(settings), properties(settings));
    streams.start();
    return () -> streams.close(Duration.ofSeconds(5));
  }

  private static Topology topology(SideSettings settings) {
    StreamsBuilder builder = new StreamsBuilder();
    KGroupedStream<Long, byte[]> readings =
        builder.stream(settings.input(), Consumed.with(Serdes.Long(), Serdes.ByteArray()))
            .groupByKey(Grouped.with(Serdes.Long(), Serdes.ByteArray()));
    for (HoppingWindow window : settings.windows()) {
      aggregate(readings, window, settings.output());
    }
    return builder.build();
  }

  private static void aggregate(
      KGroupedStream<Long, byte[]> readings, HoppingWindow window, String output) {
    Duration size = Duration.ofSeconds(window.seconds());
    // Longer than a window is open: a store in memory forgets one at the very moment it closes.
    Duration retention = size.plus(LATENESS.multipliedBy(2));
    readings
        .windowedBy(
            TimeWindows.ofSizeAndGrace(size, LATENESS).advanceBy(Duration.ofSeconds(window.step())))
        .emitStrategy(EmitStrategy.onWindowClose())
        .aggregate(
            Totals::new,
            (key, reading, totals) -> totals.add(Wire.value(reading)),
            Materialized.<Long, Totals>as(
                    Stores.inMemoryWindowStore(
                        "windows-" + window.seconds(), retention, size, false))
                .withKeySerde(Serdes.Long())
                .withValueSerde(totals())
                .withLoggingDisabled()
                .withCachingDisabled())
        .toStream()
        .map(
            (windowed, totals) ->
                KeyValue.pair(
                    windowed.key(),
                    totals.result(window.seconds(), windowed.window().end() / MILLIS_A_SECOND)))
        .to(output, Produced.with(Serdes.Long(), Serdes.ByteArray()));
  }

  private static Serde<Totals> totals() {
    return Serdes.serdeFrom((topic, totals) -> totals.bytes(), (topic, bytes) -> Totals.of(bytes));
  }

  private static Properties properties(SideSettings settings) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.output());
    properties.put(
        StreamsConfig.STATE_DIR_CONFIG, System.getProperty("java.io.tmpdir") + "/kafka-streams");
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 30_000);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    // Looks for closed windows whenever the time of the stream moves on, not once a second of the
    // wall clock: the last ones would wait for a record that doesn't come.
    properties.put(StreamsConfig.InternalConfig.EMIT_INTERVAL_MS_KSTREAMS_WINDOWED_AGGREGATION, 0L);
    Clients.consumer()
        .forEach((key, value) -> properties.put(StreamsConfig.consumerPrefix(key), value));
    Clients.producer()
        .forEach((key, value) -> properties.put(StreamsConfig.producerPrefix(key), value));
    properties.remove(StreamsConfig.consumerPrefix("enable.auto.commit"));
    return properties;
  }
}
