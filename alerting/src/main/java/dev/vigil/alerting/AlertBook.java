package dev.vigil.alerting;

import dev.vigil.alerting.Finding.Account;
import dev.vigil.alerting.Finding.Lead;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.Command;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.OutputNumber;
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

/**
 * The open alerts of one patient: at most one for each thing that rules look at, however many of
 * its rules find something.
 */
final class AlertBook {
  private static final int ID_BYTES = 8;
  private static final Comparator<Alert.Open> LEADING =
      Comparator.comparing((Alert.Open alert) -> alert.last().priority())
          .reversed()
          .thenComparing(Alert.Open::raised)
          .thenComparing(alert -> alert.last().alert());

  private final TreeMap<String, Alert.Open> open;
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
    return new AlertBook(open, opened);
  }

  /** Brings the alert about a subject in line with what its rules find. */
  void settle(String subject, Finding finding, Scene at) {
    Alert.Open alert = open.get(subject);
    Lead lead = finding.lead();
    if (alert == null) {
      if (lead != null) {
        String id = id(at.patient(), subject, at.step().nextNumber());
        keep(subject, Alert.raise(id, finding.kind(), lead, finding.problem(lead), at), at);
      }
    } else if (lead == null) {
      boolean watched = finding.isWatchedBy(alert.last().rule());
      Cause cause = watched ? Cause.CLEARED : Cause.RULE_REMOVED;
      end(subject, alert.resolve(cause, finding.end(alert.last()), at), at);
    } else if (lead.priority().compareTo(alert.last().priority()) > 0) {
      keep(subject, alert.stepUp(lead, finding.problem(lead), at), at);
    } else if (lead.priority().compareTo(alert.last().priority()) < 0) {
      keep(subject, alert.stepDown(lead, finding.problem(lead), at), at);
    }
  }

  /** A person answers for an alert; without effect if it isn't open or has become worse since. */
  void acknowledge(Command command, Scene at) {
    for (Map.Entry<String, Alert.Open> entry : open.entrySet()) {
      if (entry.getValue() instanceof Alert.Active active && active.isAnsweredBy(command)) {
        entry.setValue(active.acknowledge(command, at));
        tell(entry.getValue(), at);
        return;
      }
    }
  }

  /** Ends all: the patient is no longer watched. */
  void endAll(Cause cause, String because, Scene at) {
    for (Map.Entry<String, Alert.Open> entry : new TreeMap<>(open).entrySet()) {
      AlertTransition last = entry.getValue().last();
      Account account = new Account(at.now(), because, last.evidence());
      end(entry.getKey(), entry.getValue().resolve(cause, account, at), at);
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

  private void keep(String subject, Alert.Open alert, Scene at) {
    if (open.isEmpty()) {
      opened = at.now();
    }
    open.put(subject, alert);
    tell(alert, at);
  }

  private void end(String subject, Alert.Resolved alert, Scene at) {
    open.remove(subject);
    tell(alert, at);
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
