package dev.vigil.jobs;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.fold.Emission;
import dev.vigil.jobs.log.KafkaEnds;
import dev.vigil.jobs.log.KnownGaps;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.jobs.scoring.BundleTopic;
import dev.vigil.jobs.scoring.ScoreFunction;
import dev.vigil.schemas.Topics;
import java.time.Duration;
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

  /** Enough of a bundle's id to tell it from the others of one Vigil. */
  private static final int NAMED_DIGITS = 12;

  private final JobSettings settings;
  private final String bundle;
  private final Duration budget;

  /**
   * The job of one bundle.
   *
   * @param bundle SHA-256 of the bundle, hexadecimal
   * @param budget longest time for one score
   */
  public ScoringJob(JobSettings settings, String bundle, Duration budget) {
    this.settings = requireNonNull(settings, "settings is null");
    this.bundle = requireNonNull(bundle, "bundle is null");
    this.budget = requireNonNull(budget, "budget is null");
  }

  /** By the bundle, whose id never changes, and not by a model in it, which may be retired. */
  @Override
  public String name() {
    return nameOf(bundle);
  }

  /** The name of a bundle's job. */
  public static String nameOf(String bundle) {
    return PREFIX + bundle.substring(0, Math.min(bundle.length(), NAMED_DIGITS));
  }

  @Override
  public void define(StreamExecutionEnvironment env) {
    define(
        env,
        KafkaEnds.outputs(
            settings.bootstrap(),
            name(),
            Topics.FEATURES,
            FeaturesJob.NAME,
            settings.parallelism(),
            KnownGaps.of(env.getConfiguration())),
        KafkaEnds.sink(settings.bootstrap()));
  }

  /** The graph between any sink and a source that brings its own watermarks. */
  void define(
      StreamExecutionEnvironment env, Source<RawRecord, ?, ?> vectors, Sink<OutgoingRecord> sink) {
    Ending.of(
        name(),
        env.fromSource(vectors, WatermarkStrategy.noWatermarks(), Uids.VECTORS)
            .uid(Uids.VECTORS)
            .keyBy(RawRecord::key, Types.STRING)
            .process(
                new ScoreFunction(
                    new BundleTopic(settings.bootstrap(), bundle),
                    budget,
                    AlertsJob.governance(settings.bootstrap(), settings.world())),
                TypeInformation.of(Emission.class))
            .uid(Uids.SCORES)
            .name(Uids.SCORES),
        sink);
  }
}
