package dev.vigil.app.alive;

import dev.vigil.app.notify.Trouble;
import dev.vigil.schemas.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Channels that can't deliver, for longer than a hiccup. */
final class ChannelFaults {
  /** Subjects of technical alerts about channels begin so; its name follows. */
  static final String SUBJECT = "channel/";

  /** Subject of what concerns them all. */
  static final String NOTIFIER = "notifier";

  /** Longer than the longest rest between two tries. */
  private static final Duration STILL = Duration.ofSeconds(120);

  private ChannelFaults() {}

  /**
   * Looks once.
   *
   * @param leadingOut the channels that reach somebody outside
   * @param deadAfterSeconds how long is more than a hiccup
   */
  static List<Fault> look(
      Map<String, Optional<Trouble>> states,
      List<String> leadingOut,
      Duration stoodStill,
      int deadAfterSeconds,
      long now) {
    List<String> dead =
        states.entrySet().stream()
            .filter(
                state ->
                    state.getValue().filter(t -> now - t.since() >= deadAfterSeconds).isPresent())
            .map(Map.Entry::getKey)
            .toList();
    boolean nobodyIsReached = !leadingOut.isEmpty() && dead.containsAll(leadingOut);
    List<Fault> faults = new ArrayList<>();
    for (String name : dead) {
      Trouble trouble = states.getOrDefault(name, Optional.empty()).orElseThrow();
      faults.add(
          new Fault(
              SUBJECT + name,
              "undelivered",
              Priority.HIGH,
              "Channel "
                  + name
                  + " has not delivered since "
                  + Instant.ofEpochSecond(trouble.since())
                  + " ("
                  + trouble.detail()
                  + ")",
              "Who is told by it alone is told of nothing: tell them, and see ./vigil status and"
                  + " ./vigil alerts deliveries.",
              nobodyIsReached));
    }
    if (stoodStill.compareTo(STILL) > 0) {
      faults.add(
          new Fault(
              NOTIFIER,
              "stalled",
              Priority.HIGH,
              "A channel has not looked at the log for " + STILL.toSeconds() + " s or more",
              "Start Vigil again; the log file says what it waits for.",
              true));
    }
    return faults;
  }
}
