package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How busy this machine is: what a promise in seconds may be stretched by in a test. */
final class Stretch {
  /** What the shortest command takes on an idle machine. */
  private static final Duration VERSION = Duration.ofMillis(600);

  private static final double MOST = 5;

  private Stretch() {}

  /** 1 on an idle machine; the better of two tries, so that one hiccup excuses nothing. */
  static double measure(Path folder) throws Exception {
    double took = Math.min(secondsOfVersion(folder), secondsOfVersion(folder));
    return Math.min(MOST, Math.max(1, took / (VERSION.toMillis() / 1e3)));
  }

  /**
   * Requires what is promised for an idle machine, and prints it for docs/MEASURED.md.
   *
   * @param stretch of this machine
   */
  static void require(String measure, Duration took, Duration limit, double stretch) {
    double seconds = took.toMillis() / 1e3;
    System.out.printf(
        "{\"measure\":\"%s\",\"value\":%.1f,\"stretch\":%.1f}%n", measure, seconds, stretch);
    assertThat(seconds)
        .as("%s on a machine %.1f times as slow as an idle one", measure, stretch)
        .isLessThan(limit.toSeconds() * stretch);
  }

  private static double secondsOfVersion(Path folder) throws Exception {
    long begun = System.nanoTime();
    Path printed = folder.resolve("version");
    Process process = VigilScript.startBeside(folder, printed, List.of("version", "--json"));
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return (System.nanoTime() - begun) / 1e9;
  }
}
