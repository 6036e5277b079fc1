package dev.vigil.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * What a stretch of the log has cost.
 *
 * @param records of the stretch: readings, or feature vectors of a job that reads these
 * @param wallNanos from the job's passing the first tick to its passing the last
 * @param cpuNanos of this whole process meanwhile: broker, Flink, garbage collector and all
 * @param brokerNanos of these, what the broker took to serve its clients
 */
record JobRun(long records, long wallNanos, long cpuNanos, long brokerNanos) {
  private static final double NANOS = 1e9;
  private static final double MILLION = 1e6;

  /** What Kafka calls the threads that read requests and answer them. */
  private static final String BROKERS = "data-plane-kafka-";

  /** A moment, to be subtracted from a later one. */
  record Mark(long wallNanos, long cpuNanos, long brokerNanos) {
    static Mark now() {
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Mark(System.nanoTime(), system.getProcessCpuTime(), brokers());
    }

    private static long brokers() {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long nanos = 0;
      for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
        // Null, or below zero, of a thread that has ended since.
        if (thread != null && thread.getThreadName().startsWith(BROKERS)) {
          nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
        }
      }
      return nanos;
    }

    JobRun until(Mark later, long records) {
      return new JobRun(
          records,
          later.wallNanos - wallNanos,
          later.cpuNanos - cpuNanos,
          later.brokerNanos - brokerNanos);
    }
  }

  double perSecond() {
    return records * NANOS / wallNanos;
  }

  /** What one core gets through in a second, whichever part of the process takes it. */
  double perCpuSecond() {
    return records * NANOS / cpuNanos;
  }

  /** The same without the broker, which elsewhere is another process. */
  double perCpuSecondOfJob() {
    return records * NANOS / (cpuNanos - brokerNanos);
  }

  double cpuSecondsPerMillion() {
    return cpuNanos / NANOS * MILLION / records;
  }
}
