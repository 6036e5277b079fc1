package dev.vigil.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a stretch of the log has cost.
 *
 * @param records of the stretch: readings, or feature vectors of a job that reads these
 * @param wallNanos from the job's passing the first tick to its passing the last
 * @param cpuNanos of this whole process meanwhile: broker, Flink, garbage collector and all
 */
record JobRun(long records, long wallNanos, long cpuNanos) {
  private static final double NANOS = 1e9;
  private static final double MILLION = 1e6;

  /** A moment, to be subtracted from a later one. */
  record Mark(long wallNanos, long cpuNanos) {
    static Mark now() {
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Mark(System.nanoTime(), system.getProcessCpuTime());
    }

    JobRun until(Mark later, long records) {
      return new JobRun(records, later.wallNanos - wallNanos, later.cpuNanos - cpuNanos);
    }
  }

  double perSecond() {
    return records * NANOS / wallNanos;
  }

  /** What one core gets through in a second, whichever part of the process takes it. */
  double perCpuSecond() {
    return records * NANOS / cpuNanos;
  }

  double cpuSecondsPerMillion() {
    return cpuNanos / NANOS * MILLION / records;
  }
}
