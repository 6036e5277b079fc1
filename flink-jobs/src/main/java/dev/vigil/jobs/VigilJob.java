package dev.vigil.jobs;

import dev.vigil.jobs.log.KnownGaps;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink job of Vigil: what the supervisor submits. */
public interface VigilJob {
  /** Fixed for life: state can't be restored under another. */
  int MAX_PARALLELISM = 128;

  /** A job restarts by itself this many times in 2 minutes, and then fails. */
  int QUICK_RESTARTS = 3;

  /** This many checkpoints in a row may fail before the job does. */
  int FAILED_CHECKPOINTS_BORNE = 10;

  /** Name of the job, of its checkpoint folder and in its heartbeats. */
  String name();

  /** Adds the job's operators. */
  void define(StreamExecutionEnvironment env);

  /** The environment with the job's operators, ready to be submitted. */
  default StreamExecutionEnvironment environment(JobSettings settings) {
    return environment(settings, KnownGaps.NONE);
  }

  /**
   * The same, where some of what the job was to read next is lost.
   *
   * @param gaps behind which it goes on
   */
  default StreamExecutionEnvironment environment(JobSettings settings, KnownGaps gaps) {
    Configuration flink = configuration(settings);
    gaps.configure(flink);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(settings.parallelism());
    env.setMaxParallelism(MAX_PARALLELISM);
    // Nothing waits in a buffer for company: an alert is worth a network packet.
    env.setBufferTimeout(0);
    define(env);
    return env;
  }

  private Configuration configuration(JobSettings settings) {
    JobSettings.Checkpoints checkpoints = settings.checkpoints();
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    checkpoints.backend().configure(flink);
    flink.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL,
        Duration.ofMillis(checkpoints.intervalMillis()));
    flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.folder() + "/" + name());
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    // A folder that doesn't take checkpoints for a while must not stop alerts.
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, FAILED_CHECKPOINTS_BORNE);
    // Records don't change once they are made, so nothing is copied between chained operators.
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    restart(flink);
    return flink;
  }

  private static void restart(Configuration flink) {
    // A few quick tries here; after them the supervisor takes over, with its own back-off.
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate");
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL,
        QUICK_RESTARTS);
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL,
        Duration.ofMinutes(2));
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, Duration.ofSeconds(1));
  }
}
