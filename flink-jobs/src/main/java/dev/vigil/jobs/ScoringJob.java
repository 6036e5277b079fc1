package dev.vigil.jobs;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.log.KafkaEnds;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.jobs.scoring.BundleTopic;
import dev.vigil.jobs.scoring.ScoreFunction;
import dev.vigil.schemas.Topics;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One bundle's models on every feature vector; their scores go back into the patient log. */
public final class ScoringJob implements VigilJob {
  /** What the names of scoring jobs begin with. */
  public static final String PREFIX = "scoring-";

  private final JobSettings settings;
  private final String label;
  private final String bundle;

  /**
   * The job of one bundle.
   *
   * @param label name of the bundle and version, for people
   * @param bundle SHA-256 of the bundle, hexadecimal
   */
  public ScoringJob(JobSettings settings, String label, String bundle) {
    this.settings = requireNonNull(settings, "settings is null");
    this.label = requireNonNull(label, "label is null");
    this.bundle = requireNonNull(bundle, "bundle is null");
  }

  @Override
  public String name() {
    return PREFIX + label;
  }

  @Override
  public void define(StreamExecutionEnvironment env) {
    define(
        env,
        KafkaEnds.outputs(settings.bootstrap(), name(), Topics.FEATURES),
        KafkaEnds.sink(settings.bootstrap()));
  }

  /** The graph between any source and sink. */
  void define(
      StreamExecutionEnvironment env, Source<RawRecord, ?, ?> vectors, Sink<OutgoingRecord> sink) {
    env.fromSource(vectors, WatermarkStrategy.noWatermarks(), Uids.VECTORS)
        .uid(Uids.VECTORS)
        .keyBy(RawRecord::key, Types.STRING)
        .process(
            new ScoreFunction(new BundleTopic(settings.bootstrap(), bundle)),
            TypeInformation.of(OutgoingRecord.class))
        .uid(Uids.SCORES)
        .name(Uids.SCORES)
        .sinkTo(sink)
        .uid(Uids.SINK)
        .name(Uids.SINK);
  }
}
