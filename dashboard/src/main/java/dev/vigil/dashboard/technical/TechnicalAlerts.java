package dev.vigil.dashboard.technical;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is wrong with Vigil itself, kept in {@code vigil.technical}; the only writer of it. What is
 * raised again while it is open, or cleared while it isn't, changes nothing: whoever watches may
 * say what it sees as often as it likes, and after a restart. Of what happens rather than lasts
 * each is raised. The channels tell people. All methods block.
 */
public final class TechnicalAlerts {
  /** What grows is raised anew no more often: a storm tells people once. */
  static final int GROWS_SECONDS = 300;

  private final RecordLog<TechnicalAlert> log;
  private final SortedMap<String, TechnicalAlert> latest = new TreeMap<>();

  /** Of what is counted and open: how many people know of, or fewer if there have been since. */
  private final Map<String, Integer> known = new HashMap<>();

  /** Over what the log holds. */
  public TechnicalAlerts(RecordLog<TechnicalAlert> log) {
    this.log = requireNonNull(log, "log is null");
  }

  /**
   * It is so.
   *
   * @param at by the world's clock, whole seconds since the epoch
   */
  public synchronized void raise(
      String subject, String condition, Priority priority, long at, String because, String remedy) {
    refresh();
    TechnicalAlert before = latest.get(TechnicalAlert.key(subject, condition));
    if (before == null || !before.isRaised()) {
      append(TechnicalAlert.raised(before, subject, condition, priority, at, because, remedy));
    }
  }

  /**
   * It has happened, perhaps not for the first time: what is open for another reason is raised
   * anew, and people are told of this one, too.
   *
   * @param at by the world's clock, whole seconds since the epoch
   */
  public synchronized void raiseEach(
      String subject, String condition, Priority priority, long at, String because, String remedy) {
    refresh();
    TechnicalAlert before = latest.get(TechnicalAlert.key(subject, condition));
    if (before == null || !before.isRaised() || !before.because().equals(because)) {
      append(TechnicalAlert.raised(before, subject, condition, priority, at, because, remedy));
    }
  }

  /**
   * It is so of several: where they have become more, it is raised anew. After a restart it is,
   * too, if they are not as many as {@code because} said.
   *
   * @param at by the world's clock, whole seconds since the epoch
   * @param because with their number
   * @param count of them
   */
  public synchronized void raiseGrowing(
      String subject,
      String condition,
      Priority priority,
      long at,
      String because,
      String remedy,
      int count) {
    refresh();
    String key = TechnicalAlert.key(subject, condition);
    TechnicalAlert before = latest.get(key);
    if (before != null && before.isRaised()) {
      int atStart = before.because().equals(because) ? count : 0;
      int most = Math.min(count, known.getOrDefault(key, atStart));
      known.put(key, most);
      if (count == most || at - before.since() < GROWS_SECONDS) {
        return;
      }
    }
    append(TechnicalAlert.raised(before, subject, condition, priority, at, because, remedy));
    known.put(key, count);
  }

  /**
   * It is not so, or no more.
   *
   * @param at by the world's clock, whole seconds since the epoch
   */
  public synchronized void clear(String subject, String condition, long at, String because) {
    refresh();
    TechnicalAlert before = latest.get(TechnicalAlert.key(subject, condition));
    if (before != null && before.isRaised()) {
      append(before.cleared(at, because));
    }
  }

  /** What is so now, the oldest first. */
  public synchronized List<TechnicalAlert> open() {
    refresh();
    return latest.values().stream()
        .filter(TechnicalAlert::isRaised)
        .sorted(Comparator.comparingLong(TechnicalAlert::since))
        .toList();
  }

  private void append(TechnicalAlert alert) {
    log.append(alert.key(), alert);
    latest.put(alert.key(), alert);
  }

  private void refresh() {
    log.readNew().forEach(alert -> latest.merge(alert.key(), alert, TechnicalAlerts::later));
  }

  private static TechnicalAlert later(TechnicalAlert one, TechnicalAlert other) {
    return other.sequence() >= one.sequence() ? other : one;
  }
}
