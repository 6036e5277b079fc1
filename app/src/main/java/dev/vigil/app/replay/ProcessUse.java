package dev.vigil.app.replay;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has used of the machine. */
final class ProcessUse {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long KIB_A_MIB = 1024;

  private ProcessUse() {}

  /** Seconds of processor time; -1 where the system doesn't say. */
  static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : -1;
  }

  /** Largest resident memory so far, MiB; -1 where the system doesn't say. */
  static long peakRssMib() {
    try (var lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_A_MIB)
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      return -1;
    }
  }
}
