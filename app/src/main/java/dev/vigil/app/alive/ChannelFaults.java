package dev.vigil.app.alive;

import dev.vigil.alerting.channels.Remedies;
import dev.vigil.app.notify.ChannelSubjects;
import dev.vigil.app.notify.Dropped;
import dev.vigil.app.notify.Owing;
import dev.vigil.app.notify.Refused;
import dev.vigil.app.notify.Trouble;
import dev.vigil.schemas.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Channels that can't deliver, for longer than a hiccup. */
final class ChannelFaults {
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
    Map<String, Trouble> dead = those(states, of -> now - of.since() >= deadAfterSeconds);
    Set<String> silent = those(states, of -> now - of.silentSince() >= deadAfterSeconds).keySet();
    boolean nobodyIsReached = !leadingOut.isEmpty() && silent.containsAll(leadingOut);
    List<Fault> faults = new ArrayList<>();
    dead.forEach(
        (name, trouble) ->
            faults.add(undelivered(name, trouble, silent.contains(name), nobodyIsReached)));
    owing.forEach(
        (name, readers) -> {
          if (now - readers.since() >= OWING_SECONDS) {
            faults.add(unreached(name, readers));
          }
        });
    if (stoodStill.compareTo(STILL) > 0) {
      faults.add(stalled());
    }
    return faults;
  }

  /** Channels in such trouble, in the order of their names. */
  private static SortedMap<String, Trouble> those(
      Map<String, Optional<Trouble>> states, Predicate<Trouble> isSuch) {
    SortedMap<String, Trouble> those = new TreeMap<>();
    states.forEach(
        (name, state) -> state.filter(isSuch).ifPresent(trouble -> those.put(name, trouble)));
    return those;
  }

  private static Fault stalled() {
    return new Fault(
        NOTIFIER,
        ProcessFaults.STALLED,
        Priority.HIGH,
        "A channel has not looked at the log for " + STILL.toSeconds() + " s or more",
        "Start Vigil again, or ./vigil notifier where it is one; the log file says what it waits"
            + " for.",
        true);
  }

  /** It may be one message alone that doesn't get through. */
  private static Fault undelivered(
      String name, Trouble trouble, boolean isSilent, boolean nobodyIsReached) {
    long began = isSilent ? trouble.silentSince() : trouble.since();
    String since = Instant.ofEpochSecond(began) + " (" + trouble.detail() + ")";
    return new Fault(
        ChannelSubjects.of(name),
        "undelivered",
        Priority.HIGH,
        isSilent
            ? "Channel " + name + " has not delivered since " + since
            : "Channel "
                + name
                + " tries a message in vain since "
                + since
                + "; others get through",
        "Who is told by it alone is told of nothing: tell them, and see ./vigil status and"
            + " ./vigil alerts deliveries."
            + Remedies.of(trouble.detail()).map(remedy -> " " + remedy).orElse(""),
        isSilent && nobodyIsReached);
  }

  /**
   * What nobody got and nothing tells by itself any more. High alerts are a fault of their own, and
   * counted: one may come while an old letter, or an old high one, waits unattended.
   */
  static List<Fault> refused(Map<String, Refused> refused) {
    List<Fault> faults = new ArrayList<>();
    refused.forEach(
        (name, waits) -> {
          if (!waits.isConfigured()) {
            faults.add(leftBehind(name, waits));
            return;
          }
          faults.add(refused(name, "refused", Priority.MEDIUM, "some messages", waits, 0));
          int high = waits.high();
          if (high > 0) {
            String what = high == 1 ? "1 high alert" : high + " high alerts";
            faults.add(refused(name, "refused-high", Priority.HIGH, what, waits, high));
          }
        });
    return faults;
  }

  private static Fault refused(
      String name, String condition, Priority priority, String what, Refused waits, int count) {
    return new Fault(
        ChannelSubjects.ofLetters(name),
        condition,
        priority,
        "Channel %s could not tell %s, the oldest message since %s, and tries no more"
            .formatted(name, what, Instant.ofEpochSecond(waits.since())),
        "Whoever they were for has not got them: see which and why in ./vigil alerts deliveries"
            + " --failed, redrive them once it is set right, or close them.",
        false,
        count);
  }

  private static Fault leftBehind(String name, Refused waits) {
    return new Fault(
        ChannelSubjects.ofLetters(name),
        "not-configured",
        waits.high() > 0 ? Priority.HIGH : Priority.MEDIUM,
        "Channel %s is configured no more, and has not told some messages, the oldest since %s"
            .formatted(name, Instant.ofEpochSecond(waits.since())),
        "Whoever they were for has not got them: see which in ./vigil alerts deliveries --failed,"
            + " configure the channel again and redrive them, or close them.",
        false);
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
        ChannelSubjects.ofLetters(name),
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
        ChannelSubjects.ofReaders(name),
        "unreached",
        Priority.MEDIUM,
        "%d of those whom channel %s tells have not got what was sent since %s (%s)"
            .formatted(owing.readers(), name, Instant.ofEpochSecond(owing.since()), owing.detail()),
        "Their mailboxes are full, busy or wrong; the others are told. See who it is by ./vigil"
            + " alerts deliveries --failed and the rota, and reach them in another way.",
        false);
  }
}
