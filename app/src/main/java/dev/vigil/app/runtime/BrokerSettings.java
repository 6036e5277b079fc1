package dev.vigil.app.runtime;

/**
 * How much of the machine the embedded broker takes.
 *
 * @param ioThreads threads that read and write the log, 1..64
 * @param networkThreads threads per listener, 1..64
 * @param segmentMegabytes size of a log segment in MB, 1..1024: what retention deletes at once
 * @param sessionSeconds how long the controller believes in a killed broker's former self, 2..60: a
 *     restart after a kill waits for that long at most
 * @param deletes whether it deletes what is older than a topic keeps it
 */
public record BrokerSettings(
    int ioThreads, int networkThreads, int segmentMegabytes, int sessionSeconds, boolean deletes) {

  public BrokerSettings {
    requireRange("ioThreads", ioThreads, 1, 64);
    requireRange("networkThreads", networkThreads, 1, 64);
    requireRange("segmentMegabytes", segmentMegabytes, 1, 1024);
    requireRange("sessionSeconds", sessionSeconds, 2, 60);
  }

  /** What suits one ward on a small machine. */
  public static BrokerSettings defaults() {
    return new BrokerSettings(3, 2, 64, 4, true);
  }

  /** The same for looking at a log of the past: it stays whole, however old it is. */
  public static BrokerSettings forReading() {
    return new BrokerSettings(3, 2, 64, 4, false);
  }

  private static void requireRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + " " + value + " is outside " + min + ".." + max);
    }
  }
}
