package dev.vigil.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * CPU time of the browsers that this process has started, as the system counts it.
 *
 * @param all of all their processes; without a graphics card, drawing is in it
 * @param pages of the processes that run the pages' scripts and lay them out
 * @param nanos when, on the clock of {@link System#nanoTime}
 */
record BrowserCost(Duration all, Duration pages, long nanos) {
  static BrowserCost now() {
    Duration all = Duration.ZERO;
    Duration pages = Duration.ZERO;
    for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
      ProcessHandle.Info info = process.info();
      if (info.command().filter(command -> command.contains("chromium")).isPresent()) {
        Duration cpu = info.totalCpuDuration().orElse(Duration.ZERO);
        all = all.plus(cpu);
        if (isPage(process)) {
          pages = pages.plus(cpu);
        }
      }
    }
    return new BrowserCost(all, pages, System.nanoTime());
  }

  /**
   * Chromium writes what a process is into its command line, which Java's own view doesn't follow.
   */
  private static boolean isPage(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
          .contains("--type=renderer");
    } catch (IOException e) {
      return false; // it has just ended
    }
  }

  /** Cores that all processes have kept busy since then. */
  double coresSince(BrowserCost before) {
    return (double) all.minus(before.all).toNanos() / (nanos - before.nanos);
  }

  /** Cores that pages have kept busy since then. */
  double pageCoresSince(BrowserCost before) {
    return (double) pages.minus(before.pages).toNanos() / (nanos - before.nanos);
  }
}
