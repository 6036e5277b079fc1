package dev.vigil.jobs;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.history.HistoryFilter;
import dev.vigil.jobs.history.HistorySink;
import dev.vigil.jobs.history.StoreTarget;
import dev.vigil.jobs.log.KafkaEnds;
import dev.vigil.jobs.log.KnownGaps;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.schemas.Topics;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Everything into the store. A job of its own, so that a store that is away holds up nobody. */
public final class HistoryJob implements VigilJob {
  public static final String NAME = "history";

  private final JobSettings settings;
  private final StoreTarget target;

  public HistoryJob(JobSettings settings, StoreTarget target) {
    this.settings = requireNonNull(settings, "settings is null");
    this.target = requireNonNull(target, "target is null");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void define(StreamExecutionEnvironment env) {
    KnownGaps gaps = KnownGaps.of(env.getConfiguration());
    define(
        env,
        List.of(
            KafkaEnds.patientLog(settings.bootstrap(), NAME, settings.parallelism(), gaps),
            outputs(Topics.FEATURES, FeaturesJob.NAME, gaps),
            outputs(Topics.ALERTS, AlertsJob.NAME, gaps)));
  }

  private Source<RawRecord, ?, ?> outputs(String topic, String writer, KnownGaps gaps) {
    return KafkaEnds.outputs(
        settings.bootstrap(), NAME, topic, writer, settings.parallelism(), gaps);
  }

  /** The graph behind any three sources: patient log, vectors, transitions. */
  void define(StreamExecutionEnvironment env, List<Source<RawRecord, ?, ?>> sources) {
    // While the store is away checkpoints can't complete; the job waits, it doesn't fail.
    env.getCheckpointConfig().setTolerableCheckpointFailureNumber(Integer.MAX_VALUE);
    DataStream<RawRecord> log =
        env.fromSource(sources.get(0), KafkaEnds.ticks(settings.world()), Uids.LOG)
            .uid(Uids.LOG)
            .filter(new HistoryFilter())
            .uid(Uids.ROWS)
            .name(Uids.ROWS);
    DataStream<RawRecord> vectors = outputs(env, sources.get(1), Uids.VECTORS);
    DataStream<RawRecord> transitions = outputs(env, sources.get(2), Uids.TRANSITIONS);
    log.union(vectors, transitions)
        .sinkTo(new HistorySink(target, settings.bootstrap(), settings.world()))
        .uid(Uids.SINK)
        .name(Uids.SINK);
  }

  /** A source that brings its own watermarks. */
  private static DataStream<RawRecord> outputs(
      StreamExecutionEnvironment env, Source<RawRecord, ?, ?> source, String uid) {
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), uid).uid(uid);
  }
}
