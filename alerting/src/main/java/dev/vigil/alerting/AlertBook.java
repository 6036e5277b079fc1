package dev.vigil.alerting;

import dev.vigil.alerting.Finding.Account;
import dev.vigil.alerting.Finding.Lead;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.AlertTransition.Quiet;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.OutputNumber;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The open alerts of one patient: at most one for each thing that rules look at, however many of
 * its rules find something; and what lies on a shelf.
 */
final class AlertBook {
  private static final int ID_BYTES = 8;

  /** What asks leads over what somebody has answered for, whatever its priority. */
  private static final Comparator<Alert.Open> LEADING =
      Comparator.comparing((Alert.Open alert) -> alert instanceof Alert.Active)
          .thenComparing(alert -> alert.last().priority())
          .reversed()
          .thenComparing(Alert.Open::raised)
          .thenComparing(alert -> alert.last().alert());

  private final TreeMap<String, Alert.Open> open;
  private final TreeMap<String, Shelf> shelves = new TreeMap<>();
  private long opened;
  // Only within a step, so never kept.
  private boolean changed;

  AlertBook() {
    this(new TreeMap<>(), 0);
  }

  /**
   * A restored one.
   *
   * @param open by subject
   * @param opened instant at which the episode began; without meaning if nothing is open
   */
  AlertBook(SortedMap<String, Alert.Open> open, long opened) {
    this.open = new TreeMap<>(open);
    this.opened = opened;
  }

  SortedMap<String, Alert.Open> open() {
    return open;
  }

  /** By subject; an alert of it need not be open. */
  SortedMap<String, Shelf> shelves() {
    return shelves;
  }

  long opened() {
    return opened;
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  boolean isOpen(String subject) {
    return open.containsKey(subject);
  }

  AlertBook copy() {
    AlertBook copy = new AlertBook(open, opened);
    copy.shelves.putAll(shelves);
    return copy;
  }

  /** Brings the alert about a subject in line with what its rules find. */
  void settle(String subject, Finding finding, Scene at) {
    settle(subject, finding, null, at);
  }

  /**
   * Brings the alert about a subject in line with what its rules find.
   *
   * @param revision why they find something else than before, if it isn't that time went on
   */
  void settle(String subject, Finding finding, @Nullable Revision revision, Scene at) {
    Alert.Open alert = open.get(subject);
    Lead lead = finding.lead();
    if (alert == null) {
      if (lead != null) {
        raise(subject, finding, lead, at);
      }
    } else if (lead == null) {
      over(subject, alert, finding, revision, at);
    } else if (alert instanceof Alert.Withdrawn withdrawn) {
      keep(subject, withdrawn.reRaise(lead, finding.problem(lead), at), at);
    } else if (lead.priority().compareTo(alert.last().priority()) > 0) {
      keep(subject, alert.stepUp(lead, finding.problem(lead), at), at);
    } else if (lead.priority().compareTo(alert.last().priority()) < 0) {
      keep(subject, alert.stepDown(lead, finding.problem(lead), at), at);
    } else if (alert instanceof Alert.Acknowledged answered && isBeyond(answered, finding)) {
      keep(subject, answered.endAnswer(finding.problem(lead), at), at);
    } else if (revision != null && revision.touches(alert.last().evidence())) {
      keep(subject, alert.amend(lead, finding.problem(lead).adding(revision.what()), at), at);
    }
  }

  private void raise(String subject, Finding finding, Lead lead, Scene at) {
    String id = id(at.patient(), subject, at.step().nextNumber());
    Account problem = finding.problem(lead);
    Shelf shelf = shelves.get(subject);
    if (shelf != null && shelf.holds(lead.priority())) {
      Quiet quiet = shelf.quiet();
      keep(subject, Alert.raiseShelved(id, finding.kind(), lead, problem, quiet, at), at);
    } else {
      shelves.remove(subject);
      keep(subject, Alert.raise(id, finding.kind(), lead, problem, at), at);
    }
    anotherKind(finding.kind(), at);
  }

  /** Ends the answers that hold only until another kind of alert is raised. */
  private void anotherKind(Kind raised, Scene at) {
    for (Map.Entry<String, Alert.Open> entry : new TreeMap<>(open).entrySet()) {
      if (entry.getValue() instanceof Alert.Acknowledged answered) {
        AlertTransition last = answered.last();
        if (last.quiet() != null && last.quiet().anotherKind() && last.kind() != raised) {
          Account account = new Account(at.now(), last.because(), last.evidence());
          keep(entry.getKey(), answered.endAnswer(account, at), at);
        }
      }
    }
  }

  private static boolean isBeyond(Alert.Acknowledged answered, Finding finding) {
    Quiet quiet = answered.last().quiet();
    BigDecimal bound = quiet == null ? null : quiet.beyond();
    return bound != null && finding.isWorseThan(bound);
  }

  private void over(
      String subject, Alert.Open alert, Finding finding, @Nullable Revision revision, Scene at) {
    boolean watched = finding.isWatchedBy(alert.last().rule());
    Account end = finding.end(alert.last());
    if (!watched) {
      end(subject, alert.resolve(Cause.RULE_REMOVED, end, at), at);
    } else if (alert instanceof Alert.Withdrawn) {
      return;
    } else if (revision != null && !revision.stood()) {
      Account withdrawn =
          new Account(end.measured(), "It was not so: " + revision.what(), end.evidence());
      Alert next = alert.withdraw(withdrawn, at);
      if (next instanceof Alert.Open stays) {
        keep(subject, stays, at);
      } else {
        end(subject, next, at);
      }
    } else {
      end(subject, alert.resolve(Cause.CLEARED, end, at), at);
    }
  }

  /** Tells of what was worse than all that was told and is true now, and is over already. */
  void retrospect(String subject, Kind kind, Lead worst, Account account, Scene at) {
    String id = id(at.patient(), subject, at.step().nextNumber());
    tell(Alert.retrospective(id, kind, worst, account, at), at);
  }

  /** Ends all: the patient is no longer watched. */
  void endAll(Cause cause, String because, Scene at) {
    for (Map.Entry<String, Alert.Open> entry : new TreeMap<>(open).entrySet()) {
      AlertTransition last = entry.getValue().last();
      Account account = new Account(at.now(), because, last.evidence());
      end(entry.getKey(), entry.getValue().resolve(cause, account, at), at);
    }
    for (String subject : List.copyOf(shelves.keySet())) {
      shelves.remove(subject);
      new Waits(this, at).set(subject);
    }
  }

  /** Tells how the patient stands, if this step changed it. */
  void close(Scene at) {
    if (changed) {
      changed = false;
      Episode episode = open.isEmpty() ? null : new Episode(at.patient(), opened, transitions());
      at.step().emit(new AlertOutput.EpisodeChanged(at.patient(), episode));
    }
  }

  private List<AlertTransition> transitions() {
    List<Alert.Open> alerts = new ArrayList<>(open.values());
    alerts.sort(LEADING);
    return alerts.stream().map(Alert::last).toList();
  }

  /** The alert of a subject is this from now on. */
  void keep(String subject, Alert.Open alert, Scene at) {
    if (open.isEmpty()) {
      opened = at.now();
    }
    open.put(subject, alert);
    if (!(alert instanceof Alert.Shelved) && alert.toAnswer() == alert.last().sequence()) {
      // It asks: what a person put aside was less.
      shelves.remove(subject);
    }
    tell(alert, at);
    new Waits(this, at).set(subject);
  }

  /** The alert of a subject is over. */
  void end(String subject, Alert alert, Scene at) {
    open.remove(subject);
    tell(alert, at);
    new Waits(this, at).set(subject);
  }

  private void tell(Alert alert, Scene at) {
    changed = true;
    at.step().emit(new AlertOutput.Transition(alert.last()));
  }

  /** Opaque, and the same in every refold: it depends on the patient's part of the log only. */
  private static String id(String patient, String subject, OutputNumber number) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((patient + '|' + subject + '|' + number).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing, every JDK has it", e);
    }
  }
}
