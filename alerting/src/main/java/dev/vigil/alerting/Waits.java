package dev.vigil.alerting;

import dev.vigil.alerting.Finding.Account;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.Escalation;
import dev.vigil.schemas.AlertTransition.Quiet;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Priority;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an alert if nobody does anything: the deadlines at which an answer or a shelf
 * ends and an escalation goes on. The id of each is the alert's subject.
 */
final class Waits {
  /** Kind of the deadline at which an acknowledgement ends by itself. */
  static final String ANSWER = "answer";

  /** Kind of the deadline at which a shelf ends. */
  static final String SHELF = "shelf";

  /** Kind of the deadline at which the next person is asked. */
  static final String ESCALATION = "escalation";

  private final AlertBook book;
  private final Scene at;

  Waits(AlertBook book, Scene at) {
    this.book = book;
    this.at = at;
  }

  /** Brings the deadlines of a subject in line with its alert. */
  void set(String subject) {
    Alert.Open alert = book.open().get(subject);
    Shelf shelf = book.shelves().get(subject);
    schedule(answerEnd(alert), ANSWER, subject);
    schedule(shelf != null ? Long.valueOf(shelf.until()) : shelfEnd(alert), SHELF, subject);
    schedule(nextLevel(alert), ESCALATION, subject);
  }

  /**
   * The patient is in another ward: who is asked next, and when, is for its ladder to say. For what
   * was shelved see {@link #endWithTheShift}.
   */
  void moved() {
    new TreeMap<>(book.open()).keySet().forEach(this::set);
  }

  /**
   * What high priority was shelved ends no later than the shift does, by the plan that holds now
   * where the patient is. The patient may have been moved, or the ward have set other shifts since:
   * whoever comes on duty knows nothing of what others put aside. Else this changes nothing.
   */
  void endWithTheShift() {
    for (Map.Entry<String, Alert.Open> entry : new TreeMap<>(book.open()).entrySet()) {
      Long end = shiftEnd(entry.getValue());
      if (end != null && entry.getValue() instanceof Alert.Shelved shelved) {
        book.keep(entry.getKey(), until(end, shelved), at);
      }
    }
  }

  /** The end of the shift here, if a shelf that may not outlast it would; else null. */
  private @Nullable Long shiftEnd(Alert.Open alert) {
    Long until = shelfEnd(alert);
    if (until == null || alert.last().priority() != Priority.HIGH) {
      return null;
    }
    long change = at.ward().shiftChangeAfter(at.now());
    return change < until ? Long.valueOf(change) : null;
  }

  /**
   * The ward's plan may have changed: what asks, and has asked nobody because there was no ladder
   * for it, asks by the one that is there now. Not where there was one already: its deadline
   * stands.
   */
  void planned() {
    for (Map.Entry<String, Alert.Open> entry : book.open().entrySet()) {
      AlertTransition last = entry.getValue().last();
      boolean hasAskedNobody =
          entry.getValue() instanceof Alert.Active && last.escalation() == null;
      if (hasAskedNobody && !at.hadLadder(last.priority(), last.decided())) {
        schedule(nextLevel(entry.getValue()), ESCALATION, entry.getKey());
      }
    }
  }

  /** The shelf ends sooner; it stays the shelf of whoever put the alert there. */
  private Alert.Shelved until(long end, Alert.Shelved shelved) {
    AlertTransition last = shelved.last();
    Account same = new Account(at.now(), last.by(), last.because(), last.evidence());
    Alert.Change sooner = new Alert.Change(State.SHELVED, Cause.SHELVED, shelved.lead());
    Quiet quiet = new Quiet(end, null, false);
    return shelved.withLast(shelved.next(sooner, same, at).with(quiet, null));
  }

  private void schedule(@Nullable Long instant, String kind, String subject) {
    if (instant == null) {
      at.step().cancel(kind, subject);
    } else {
      // Of the past only if the ward's plan changed: then at the next second.
      at.step().schedule(Math.max(instant, at.now() + 1), kind, subject);
    }
  }

  private static @Nullable Long answerEnd(Alert.@Nullable Open alert) {
    return alert instanceof Alert.Acknowledged ? until(alert) : null;
  }

  private static @Nullable Long shelfEnd(Alert.@Nullable Open alert) {
    return alert instanceof Alert.Shelved ? until(alert) : null;
  }

  private static @Nullable Long until(Alert.Open alert) {
    Quiet quiet = alert.last().quiet();
    return quiet == null ? null : quiet.until();
  }

  private @Nullable Long nextLevel(Alert.@Nullable Open alert) {
    if (!(alert instanceof Alert.Active)) {
      return null;
    }
    AlertTransition last = alert.last();
    Escalation reached = last.escalation();
    return reached == null
        ? at.ward().dueFirst(last.priority(), alert.raised(), at.now())
        : at.ward().due(last.priority(), reached);
  }

  /** The deadline of an answer. */
  void endAnswer(String subject) {
    if (book.open().get(subject) instanceof Alert.Acknowledged answered) {
      book.keep(subject, answered.endAnswer(same(answered), at), at);
    }
  }

  /** The deadline of a shelf. */
  void endShelf(String subject) {
    book.shelves().remove(subject);
    if (book.open().get(subject) instanceof Alert.Shelved shelved) {
      book.keep(subject, shelved.unshelve(same(shelved), at), at);
    }
  }

  /** The deadline of an escalation; the ward's plan may have changed since it was set. */
  void escalate(String subject) {
    if (book.open().get(subject) instanceof Alert.Active active) {
      AlertTransition last = active.last();
      Long due = nextLevel(active);
      if (due != null && due <= at.now()) {
        Escalation reached = last.escalation();
        Escalation next =
            reached == null
                ? at.ward().first(last.priority(), at.now())
                : at.ward().next(last.priority(), reached, at.now());
        book.keep(subject, active.escalate(next, at), at);
      } else {
        set(subject);
      }
    }
  }

  private Account same(Alert.Open alert) {
    return new Account(at.now(), alert.last().because(), alert.last().evidence());
  }
}
