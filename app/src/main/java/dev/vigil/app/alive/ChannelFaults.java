package dev.vigil.app.alive;

import dev.vigil.alerting.channels.Remedies;
import dev.vigil.app.notify.Dropped;
import dev.vigil.app.notify.Owing;
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

  /** A server that asks strangers to come again does so for five minutes, mostly. */
  private static final long OWING_SECONDS = 600;

  private ChannelFaults() {}

  /**
   * Looks once.
   *
   * @param owing whom channels can't reach though they reach others
   * @param leadingOut the channels that reach somebody outside
   * @param deadAfterSeconds how long is more than a hiccup
   */
  static List<Fault> look(
      Map<String, Optional<Trouble>> states,
      Map<String, Owing> owing,
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
                  + " ./vigil alerts deliveries."
                  + Remedies.of(trouble.detail()).map(remedy -> " " + remedy).orElse(""),
              nobodyIsReached));
    }
    owing.forEach(
        (name, readers) -> {
          if (now - readers.since() >= OWING_SECONDS) {
            faults.add(unreached(name, readers));
          }
        });
    if (stoodStill.compareTo(STILL) > 0) {
      faults.add(
          new Fault(
              NOTIFIER,
              NotifierFaults.STALLED,
              Priority.HIGH,
              "A channel has not looked at the log for " + STILL.toSeconds() + " s or more",
              "Start Vigil again, or ./vigil notifier where it is one; the log file says what it"
                  + " waits for.",
              true));
    }
    return faults;
  }

  /**
   * What there was no room for. Of high priority it is a fault of its own: it may begin while the
   * other stands.
   */
  static List<Fault> dropped(Map<String, Dropped> dropped, long now) {
    List<Fault> faults = new ArrayList<>();
    dropped.forEach(
        (name, count) -> {
          if (count.isRecent(now)) {
            faults.add(dropped(name, "dropped", Priority.MEDIUM, "the least urgent go"));
          }
          if (count.isRecent(now) && count.high() > 0) {
            String what = "such of high priority go";
            faults.add(dropped(name, "dropped-high", Priority.HIGH, what));
          }
        });
    return faults;
  }

  private static Fault dropped(String name, String condition, Priority priority, String what) {
    return new Fault(
        SUBJECT + name + "/letters",
        condition,
        priority,
        "More messages than are kept were not delivered: of channel " + name + " " + what,
        "Whoever they were for is not told by that channel any more. See how many in ./vigil"
            + " status, why in ./vigil alerts deliveries --failed, and redrive them once it is set"
            + " right.",
        false);
  }

  /** Of another subject than the channel's own trouble: the channel itself can tell of it. */
  private static Fault unreached(String name, Owing owing) {
    return new Fault(
        SUBJECT + name + "/readers",
        "unreached",
        Priority.MEDIUM,
        "%d of those whom channel %s tells have not got what was sent since %s (%s)"
            .formatted(owing.readers(), name, Instant.ofEpochSecond(owing.since()), owing.detail()),
        "Their mailboxes are full, busy or wrong; the others are told. See who it is by ./vigil"
            + " alerts deliveries --failed and the rota, and reach them in another way.",
        false);
  }
}
