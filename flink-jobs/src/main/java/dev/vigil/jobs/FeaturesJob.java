package dev.vigil.jobs;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.fold.FeatureFunction;
import dev.vigil.jobs.log.KafkaEnds;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.schemas.RecordType;
import java.util.EnumSet;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job that turns the patient log into feature vectors, and dead-letters what it can't read. */
public final class FeaturesJob implements VigilJob {
  public static final String NAME = "features";

  private final JobSettings settings;

  public FeaturesJob(JobSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void define(StreamExecutionEnvironment env) {
    define(
        env,
        KafkaEnds.patientLog(settings.bootstrap(), NAME, settings.parallelism()),
        KafkaEnds.sink(settings.bootstrap()));
  }

  /** The graph between any source and sink. */
  void define(
      StreamExecutionEnvironment env, Source<RawRecord, ?, ?> log, Sink<OutgoingRecord> sink) {
    new FoldGraph(
            NAME,
            settings.world(),
            EnumSet.of(RecordType.READINGS, RecordType.CONTEXT),
            new FeatureFunction(settings.featureIntervalSeconds()))
        .define(env, log, sink);
  }
}
