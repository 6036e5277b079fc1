package dev.vigil.jobs;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.fold.AlertFunction;
import dev.vigil.jobs.log.GovernanceSource;
import dev.vigil.jobs.log.GovernanceTopics;
import dev.vigil.jobs.log.KafkaEnds;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.fold.Ticks;
import java.util.EnumSet;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job that turns the patient log into alert transitions and episodes. */
public final class AlertsJob implements VigilJob {
  public static final String NAME = "alerts";

  private final JobSettings settings;

  public AlertsJob(JobSettings settings) {
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

  /** Static, so that it takes nothing but its arguments into the job graph. */
  static GovernanceSource governance(String bootstrap, Ticks.World world) {
    return () -> new GovernanceTopics(bootstrap, world);
  }

  /** The graph between any source and sink. */
  void define(
      StreamExecutionEnvironment env, Source<RawRecord, ?, ?> log, Sink<OutgoingRecord> sink) {
    new FoldGraph(
            NAME,
            settings.world(),
            EnumSet.complementOf(EnumSet.of(RecordType.TICK)),
            new AlertFunction(governance(settings.bootstrap(), settings.world())))
        .define(env, log, sink);
  }
}
