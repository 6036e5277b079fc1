package dev.vigil.alerting;

import dev.vigil.alerting.Finding.Account;
import dev.vigil.schemas.AlertTransition.Quiet;
import dev.vigil.schemas.Command;
import dev.vigil.schemas.Command.Terms;
import dev.vigil.schemas.Priority;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What people say to alerts. A command that doesn't fit the alert as it is has no effect. */
final class Answers {
  /** No shelf is longer, whatever was asked. */
  static final long LONGEST_SHELF_SECONDS = 24 * 3600;

  private final Scene at;
  private final AlertBook book;

  Answers(Scene at) {
    this.at = at;
    this.book = at.state().book();
  }

  /** Takes a command. */
  void take(Command command) {
    for (Map.Entry<String, Alert.Open> entry : new TreeMap<>(book.open()).entrySet()) {
      if (entry.getValue().isMeantBy(command)) {
        switch (command.kind()) {
          case ACKNOWLEDGE -> acknowledge(entry.getKey(), entry.getValue(), command);
          case SHELVE -> shelve(entry.getKey(), entry.getValue(), command);
          case UNSHELVE -> unshelve(entry.getKey(), entry.getValue(), command);
        }
      }
    }
  }

  private void acknowledge(String subject, Alert.Open alert, Command command) {
    if (alert instanceof Alert.Active active) {
      book.keep(subject, active.acknowledge(command, quiet(subject, command.terms()), at), at);
    } else if (alert instanceof Alert.Withdrawn withdrawn) {
      book.end(subject, withdrawn.see(command, at), at);
    }
  }

  private @Nullable Quiet quiet(String subject, @Nullable Terms terms) {
    if (terms == null) {
      return null;
    }
    Finding finding = LimitJudge.owns(subject) ? new LimitJudge(at).finding(subject) : null;
    if (ScoreJudge.owns(subject)) {
      finding = new ScoreJudge(at).finding(subject);
    }
    BigDecimal by = terms.worseBy();
    BigDecimal beyond = by == null || finding == null ? null : finding.worseBy(by);
    return new Quiet(terms.until(), beyond, terms.anotherKind());
  }

  private void shelve(String subject, Alert.Open alert, Command command) {
    Long end = shelfEnd(alert.last().priority(), command);
    if (end == null) {
      return;
    }
    Quiet quiet = new Quiet(end, null, false);
    if (alert instanceof Alert.Active active) {
      put(subject, active.shelve(command, quiet, at), end);
    } else if (alert instanceof Alert.Acknowledged answered) {
      put(subject, answered.shelve(command, quiet, at), end);
    }
  }

  private void put(String subject, Alert.Shelved shelved, long end) {
    if (shelved.last().priority() != Priority.HIGH) {
      book.shelves().put(subject, new Shelf(end, shelved.last().priority()));
    }
    book.keep(subject, shelved, at);
  }

  /** When the shelf ends, or null if there may be none. */
  private @Nullable Long shelfEnd(Priority priority, Command command) {
    Terms terms = command.terms();
    if (terms == null || terms.until() == null || terms.until() <= at.now()) {
      return null;
    }
    long end = Math.min(terms.until(), at.now() + LONGEST_SHELF_SECONDS);
    if (priority != Priority.HIGH) {
      return end;
    }
    String reason = command.because();
    boolean said = reason != null && !reason.isBlank();
    return said ? Long.valueOf(Math.min(end, at.ward().shiftChangeAfter(at.now()))) : null;
  }

  private void unshelve(String subject, Alert.Open alert, Command command) {
    if (alert instanceof Alert.Shelved shelved) {
      book.shelves().remove(subject);
      Account account =
          new Account(at.now(), command.by(), shelved.last().because(), shelved.last().evidence());
      book.keep(subject, shelved.unshelve(account, at), at);
    }
  }
}
