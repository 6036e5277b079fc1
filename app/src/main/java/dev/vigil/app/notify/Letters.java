package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.Triage;
import dev.vigil.app.notify.DeliveryEntry.Closed;
import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.app.notify.DeliveryEntry.NoRoom;
import dev.vigil.app.notify.DeliveryEntry.Redriven;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was refused, or is owed to a reader, until it is told. Where there is no room for all, what
 * goes is of the lowest priority there is, and it is counted. Not thread-safe.
 */
final class Letters {
  /** So many are kept: a receiver that refuses everything fills no disk. */
  static final int MOST = 10_000;

  /** What nobody tells by itself any more goes before what is still tried, and old before new. */
  private static final Comparator<Letter> FIRST_TO_GO =
      Comparator.comparing(Letters::priority)
          .thenComparing(Letter::goesByItself)
          .thenComparingInt(Letters::urgency);

  private final Map<String, Letter> letters = new LinkedHashMap<>();
  private final SortedMap<String, Dropped> dropped = new TreeMap<>();

  void learn(Letter letter) {
    letters.put(nameOf(letter.channel(), letter.letter(), letter.to()), letter);
    if (letters.size() > MOST) {
      drop(letter.at());
    }
  }

  private void drop(long now) {
    Map.Entry<String, Letter> first =
        Collections.min(letters.entrySet(), Map.Entry.comparingByValue(FIRST_TO_GO));
    Letter gone = first.getValue();
    letters.remove(first.getKey());
    Dropped before = dropped.getOrDefault(gone.channel(), Dropped.none(now));
    dropped.put(gone.channel(), before.andOne(priority(gone) == Priority.HIGH, now));
  }

  void learn(Redriven again) {
    String name = nameOf(again.channel(), again.letter(), again.to());
    if (again.delivered()) {
      letters.remove(name);
    } else {
      letters.computeIfPresent(
          name, (same, letter) -> letter.triedAgain(again.attempts(), again.detail()));
    }
  }

  void learn(Closed closed) {
    letters.remove(nameOf(closed.channel(), closed.letter(), closed.to()));
  }

  /** Whether it is kept: it was neither told nor closed since. */
  boolean has(Letter letter) {
    return letters.containsKey(nameOf(letter.channel(), letter.letter(), letter.to()));
  }

  void learn(NoRoom known) {
    dropped.put(known.channel(), known.dropped());
  }

  private static String nameOf(String channel, String letter, @Nullable String to) {
    return channel + " " + letter + (to == null ? "" : " " + to);
  }

  /** All that still says something; learned again, it comes to the same. */
  List<DeliveryEntry> entries() {
    List<DeliveryEntry> entries = new ArrayList<>(letters.values());
    // After the letters: what there was no room for is in the count already.
    dropped.forEach((channel, count) -> entries.add(new NoRoom(channel, count)));
    return entries;
  }

  /** The oldest first. */
  List<Letter> all() {
    return List.copyOf(letters.values());
  }

  /** What each reader of a channel is owed, the oldest first, by reader. */
  Map<String, List<Letter>> owed(String channel) {
    Map<String, List<Letter>> owed = new LinkedHashMap<>();
    for (Letter letter : letters.values()) {
      String to = letter.to();
      if (to != null && letter.goesByItself() && letter.channel().equals(channel)) {
        owed.computeIfAbsent(to, reader -> new ArrayList<>()).add(letter);
      }
    }
    return owed;
  }

  /** What there was no room for, by channel. */
  SortedMap<String, Dropped> dropped() {
    return new TreeMap<>(dropped);
  }

  private static Priority priority(Letter letter) {
    return letter.alert() != null ? letter.alert().priority() : ofVigil(letter).priority();
  }

  /** How urgent it is to tell it, as {@link Triage} has it; the same of Vigil's own alerts. */
  static int urgency(Letter letter) {
    if (letter.alert() != null) {
      return Triage.urgency(letter.alert());
    }
    TechnicalAlert alert = ofVigil(letter);
    return alert.isRaised() ? Triage.urgency(alert.priority()) : Triage.ASKS_NOBODY;
  }

  private static TechnicalAlert ofVigil(Letter letter) {
    return requireNonNull(letter.technical(), "an empty letter");
  }
}
