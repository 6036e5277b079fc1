package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.Triage;
import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.schemas.AlertTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** When a reader who is owed letters is tried again, and with which. Not thread-safe. */
final class Debtor {
  private final LongSupplier nanos;

  /** How often high alerts were tried in vain, by their letters' names. */
  private final Map<String, Integer> inVain = new HashMap<>();

  private int tries;
  private long due;

  /**
   * One who was tried in vain just now.
   *
   * @param owed all that the reader was owed then
   */
  Debtor(List<Letter> owed, LongSupplier nanos) {
    this.nanos = requireNonNull(nanos, "nanos is null");
    owed.forEach(letter -> inVain.put(letter.letter(), 1));
    rest();
  }

  private void rest() {
    due = nanos.getAsLong() + Insistence.restAfter(tries).toNanos();
  }

  private boolean isDue() {
    return due - nanos.getAsLong() <= 0;
  }

  /**
   * What to try now; nothing while the reader rests. A high alert that wasn't tried yet doesn't
   * wait for the end of the rest, and what is owed of its patient from before goes along in one
   * message, so that it stays in its order. Of high alerts the one that was tried least comes next:
   * one that isn't taken for what it says keeps no other back. All else goes as {@link Triage} has
   * it.
   *
   * @param owed to the reader, the oldest first
   */
  List<Letter> next(List<Letter> owed) {
    inVain.keySet().retainAll(owed.stream().map(Letter::letter).collect(Collectors.toSet()));
    List<Letter> high = owed.stream().filter(Debtor::isHigh).toList();
    for (Letter letter : high) {
      if (!inVain.containsKey(letter.letter())) {
        return upTo(letter, owed);
      }
    }
    if (!isDue()) {
      return List.of();
    }
    return high.isEmpty()
        ? List.of(Triage.of(owed, Debtor::whose, Letters::urgency).get(0).what())
        : upTo(leastTried(high), owed);
  }

  /** A patient's: what Vigil says of itself keeps its order. */
  private static boolean isHigh(Letter letter) {
    return letter.alert() != null && Letters.urgency(letter) >= Triage.HIGH;
  }

  private Letter leastTried(List<Letter> high) {
    return high.stream()
        .min(Comparator.comparingInt(letter -> inVain.getOrDefault(letter.letter(), 0)))
        .orElseThrow();
  }

  private static List<Letter> upTo(Letter last, List<Letter> owed) {
    List<Letter> together = new ArrayList<>();
    for (Letter letter : owed.subList(0, owed.indexOf(last))) {
      if (whose(letter).equals(whose(last))) {
        together.add(letter);
      }
    }
    together.add(last);
    return together;
  }

  private static String whose(Letter letter) {
    AlertTransition alert = letter.alert();
    return alert != null
        ? "patient " + alert.patient()
        : "vigil " + requireNonNull(letter.technical(), "an empty letter").key();
  }

  /** The reader has them, or is tried with them no more: what is owed besides goes now. */
  void done(List<Letter> together) {
    together.forEach(letter -> inVain.remove(letter.letter()));
    tries = 0;
    due = nanos.getAsLong();
  }

  /**
   * The reader couldn't be reached. A try that didn't wait for the reader's turn doesn't put it
   * off.
   *
   * @return how often in a row
   */
  int failed(List<Letter> together) {
    together.forEach(letter -> inVain.merge(letter.letter(), 1, Integer::sum));
    if (isDue()) {
      tries++;
      rest();
    }
    return Math.max(1, tries);
  }
}
