package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/** Flink's TaskManager as this process's work, through Flink's own entry point. */
public final class TaskManager {
  private static final long MEGABYTE = 1024 * 1024;
  private static final long FRAMEWORK_MB = 64;

  private TaskManager() {}

  /**
   * Runs until the process is told to end, and then ends the process: with 0, or with 1 if it
   * failed. Looks for the JobManager for as long as it takes.
   *
   * @param host name or address that it listens on, and that the other processes find it at
   * @param slots tasks of one operator chain that run at once
   */
  public static void run(FlinkNode node, JobManagerAddress jobManager, String host, int slots) {
    requireNonNull(node, "node is null");
    requireNonNull(jobManager, "jobManager is null");
    requireNonNull(host, "host is null");
    Configuration conf = node.configuration();
    jobManager.tell(conf);
    conf.set(TaskManagerOptions.HOST, host);
    conf.set(TaskManagerOptions.BIND_HOST, host);
    conf.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
    resources(conf, slots);
    TaskManagerRunner.runTaskManagerProcessSecurely(conf);
  }

  /**
   * What Flink's own scripts derive from one number, spelled out: the heap is this JVM's, and what
   * only containers are sized by is stated and not used.
   */
  private static void resources(Configuration conf, int slots) {
    long heap = Runtime.getRuntime().maxMemory() / MEGABYTE;
    conf.set(TaskManagerOptions.CPU_CORES, (double) slots);
    conf.set(TaskManagerOptions.FRAMEWORK_HEAP_MEMORY, MemorySize.ofMebiBytes(FRAMEWORK_MB));
    conf.set(
        TaskManagerOptions.TASK_HEAP_MEMORY,
        MemorySize.ofMebiBytes(Math.max(FRAMEWORK_MB, heap - FRAMEWORK_MB)));
    conf.set(TaskManagerOptions.FRAMEWORK_OFF_HEAP_MEMORY, MemorySize.ofMebiBytes(64));
    conf.set(TaskManagerOptions.TASK_OFF_HEAP_MEMORY, MemorySize.ZERO);
    conf.set(TaskManagerOptions.JVM_METASPACE, MemorySize.ofMebiBytes(256));
    conf.set(TaskManagerOptions.JVM_OVERHEAD_MIN, MemorySize.ofMebiBytes(192));
    conf.set(TaskManagerOptions.JVM_OVERHEAD_MAX, MemorySize.ofMebiBytes(192));
  }
}
