package dev.vigil.bench.paired;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * The JVM's own counters of the current thread. CPU time is that of the thread alone: it stands
 * still while other processes, the garbage collector or the compiler have the core.
 */
public final class ThreadMeter implements Meter {
  private final ThreadMXBean threads;

  private ThreadMeter(ThreadMXBean threads) {
    this.threads = threads;
  }

  /**
   * The meter of this JVM.
   *
   * @throws IllegalStateException if it is a JVM that doesn't count
   */
  public static ThreadMeter ofThisJvm() {
    if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
        && threads.isCurrentThreadCpuTimeSupported()
        && threads.isThreadAllocatedMemorySupported()) {
      threads.setThreadCpuTimeEnabled(true);
      threads.setThreadAllocatedMemoryEnabled(true);
      return new ThreadMeter(threads);
    }
    throw new IllegalStateException(
        System.getProperty("java.vm.name")
            + " doesn't count a thread's CPU time and allocations: use a HotSpot JVM, such as"
            + " OpenJDK's");
  }

  @Override
  public Cost read() {
    return new Cost(threads.getCurrentThreadCpuTime(), threads.getCurrentThreadAllocatedBytes());
  }
}
