package dev.vigil.app.config;

import java.nio.file.Path;

/** How somebody outside learns that Vigil itself is silent. */
public final class OutsideConfig {
  private OutsideConfig() {}

  /** Pings that go out while all is well. */
  public record Heartbeat(
      @Setting(
              optional = true,
              doc =
                  "URL that is called while the whole chain is alive, and not otherwise: of ./vigil"
                      + " watch on another machine, or of any dead man's switch. Empty calls none.")
          String url,
      @Setting(value = "30", min = 1, max = 3_600, doc = "Seconds between two calls.") int seconds,
      @Setting(
              value = "30",
              min = 5,
              max = 3_600,
              doc =
                  "Seconds that a job may be behind, or not run, until it counts as stalled: a"
                      + " technical alert, and no more calls.")
          int stalledAfterSeconds) {}

  /** The process of {@code ./vigil watch}; other commands don't read it. */
  public record Watch(
      @Setting(
              optional = true,
              doc =
                  "./vigil watch: server of the Vigil that is looked at, such as"
                      + " http://vigil.example:8080; empty looks at none and takes its calls"
                      + " alone.")
          String url,
      @Setting(value = "10", min = 1, max = 3_600, doc = "Seconds between two looks.") int seconds,
      @Setting(
              value = "60",
              min = 1,
              max = 86_400,
              doc = "Seconds without a sign of life until Vigil counts as silent.")
          int silentAfterSeconds,
      @Setting(
              value = "0",
              min = 0,
              max = 65_535,
              doc = "Port that takes the calls of heartbeat.url; 0 takes none.")
          int port,
      @Setting(value = "127.0.0.1", doc = "Address that it listens on.") String host,
      @Setting(
              value = "./watch.json",
              doc = "File that remembers what was told, so that a restart tells nothing twice.")
          Path memory) {

    /** The same, looking at another Vigil. */
    public Watch withUrl(String other) {
      return new Watch(other, seconds, silentAfterSeconds, port, host, memory);
    }
  }
}
