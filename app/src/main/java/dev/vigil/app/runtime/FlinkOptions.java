package dev.vigil.app.runtime;

import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** What holds for Flink wherever it runs: in this process, or as processes of its own. */
final class FlinkOptions {
  private FlinkOptions() {}

  /**
   * How soon a lost process is noticed: one that was killed by its second unanswered heartbeat, one
   * that hangs by the time-out. The time-out bears the pauses of a busy machine.
   */
  static void recovery(Configuration conf) {
    conf.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
    conf.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(10));
    conf.set(HeartbeatManagerOptions.HEARTBEAT_RPC_FAILURE_THRESHOLD, 2);
    restarts(conf);
  }

  /**
   * Soon, then ever more rarely, and without end: a job that gives up is the supervisor's to judge.
   * Only for jobs that don't say it themselves, as all of Vigil's do.
   */
  private static void restarts(Configuration conf) {
    conf.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    conf.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(200));
    conf.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(10));
    conf.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        Duration.ofMinutes(2));
  }

  static void memory(Configuration conf) {
    // Managed memory would be split evenly over all slots, most of which have little state or
    // none. What RocksDB may take, if it is asked for at all, the jobs share. Buffers: 32 KB each,
    // a few per exchange.
    conf.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
    conf.set(RocksDBOptions.USE_MANAGED_MEMORY, false);
    conf.set(RocksDBOptions.FIX_PER_TM_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    conf.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    conf.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
  }
}
