package dev.vigil.bench.peers.side;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.aggregate.AggregateOperation;
import com.hazelcast.jet.aggregate.AggregateOperation1;
import com.hazelcast.jet.datamodel.KeyedWindowResult;
import com.hazelcast.jet.pipeline.GeneralStage;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.SinkBuilder;
import com.hazelcast.jet.pipeline.SourceBuilder;
import com.hazelcast.jet.pipeline.StreamSource;
import com.hazelcast.jet.pipeline.StreamStage;
import com.hazelcast.jet.pipeline.StreamStageWithKey;
import com.hazelcast.jet.pipeline.WindowDefinition;
import dev.vigil.bench.peers.work.HoppingWindow;
import dev.vigil.bench.peers.work.Ward;
import java.util.ArrayList;
import java.util.List;

/**
 * Hazelcast Jet: one aggregation over sliding windows for each length. Its source and sink hold
 * Kafka's plain clients ({@link JetKafka}), for Hazelcast's own connector isn't open source. The
 * eight bytes of a key are one long to it.
 */
final class HazelcastJetSide {
  private static final long MILLIS_A_SECOND = 1000;

  private HazelcastJetSide() {}

  static Side.Running start(SideSettings settings) {
    HazelcastInstance member = Hazelcast.newHazelcastInstance(config());
    member.getJet().newJob(pipeline(settings));
    return member::shutdown;
  }

  private static Config config() {
    Config config = new Config();
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    // Alone: it looks for no other member.
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    config.getJetConfig().setEnabled(true).setCooperativeThreadCount(1);
    return config;
  }

  @SuppressWarnings("unchecked") // an array of a generic type
  private static Pipeline pipeline(SideSettings settings) {
    Pipeline pipeline = Pipeline.create();
    StreamStageWithKey<JetKafka.Reading, Long> readings =
        pipeline
            .readFrom(source(settings))
            .withNativeTimestamps(Ward.LATENESS_SECONDS * MILLIS_A_SECOND)
            .groupingKey(JetKafka.Reading::key);
    List<StreamStage<KeyedWindowResult<Long, Totals>>> results = new ArrayList<>();
    for (HoppingWindow window : settings.windows()) {
      results.add(aggregate(readings, window));
    }
    // One sink for all; a stage that merged them would cost one more hand-over.
    pipeline.writeTo(
        sink(settings),
        results.get(0),
        results.get(1),
        results.subList(2, results.size()).toArray(GeneralStage[]::new));
    return pipeline;
  }

  private static StreamStage<KeyedWindowResult<Long, Totals>> aggregate(
      StreamStageWithKey<JetKafka.Reading, Long> readings, HoppingWindow window) {
    return readings
        .window(
            WindowDefinition.sliding(
                window.seconds() * MILLIS_A_SECOND, window.step() * MILLIS_A_SECOND))
        .aggregate(window.step() == window.seconds() ? growing() : sliding());
  }

  /** For windows that don't overlap. */
  private static AggregateOperation1<JetKafka.Reading, ?, Totals> growing() {
    return AggregateOperation.withCreate(Totals::new)
        .<JetKafka.Reading>andAccumulate((totals, reading) -> totals.add(reading.value()))
        .andCombine(Totals::combine)
        .andExportFinish(totals -> totals);
  }

  /** With deduction, one window is made from the one before instead of from all of its seconds. */
  private static AggregateOperation1<JetKafka.Reading, ?, Totals> sliding() {
    return AggregateOperation.withCreate(SortedTotals::new)
        .<JetKafka.Reading>andAccumulate((totals, reading) -> totals.add(reading.value()))
        .andCombine(SortedTotals::combine)
        .andDeduct(SortedTotals::deduct)
        .andExportFinish(SortedTotals::totals);
  }

  private static StreamSource<JetKafka.Reading> source(SideSettings settings) {
    return SourceBuilder.timestampedStream(
            "readings", context -> new JetKafka.Source(settings.bootstrap(), settings.input()))
        .<JetKafka.Reading>fillBufferFn(JetKafka.Source::fill)
        .destroyFn(JetKafka.Source::close)
        .build();
  }

  private static Sink<KeyedWindowResult<Long, Totals>> sink(SideSettings settings) {
    return SinkBuilder.sinkBuilder(
            "results", context -> new JetKafka.Target(settings.bootstrap(), settings.output()))
        .<KeyedWindowResult<Long, Totals>>receiveFn(JetKafka.Target::send)
        .destroyFn(JetKafka.Target::close)
        .preferredLocalParallelism(1)
        .build();
  }
}
