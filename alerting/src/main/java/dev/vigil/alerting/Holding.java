package dev.vigil.alerting;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What combined rules come to at one moment: the patient's own time, since when parts of the rules
 * say what they say, and which rules are the case.
 */
final class Holding {
  /**
   * The patient's own time at an instant.
   *
   * @param measured second of the latest reading
   * @param stamp instant at which it came
   */
  record OwnTime(long measured, long stamp) {
    /** It goes on with the log's when no reading comes. */
    long at(long now) {
      return measured + now - stamp;
    }
  }

  /**
   * What one part says.
   *
   * @param since the patient's own time from which it says so
   * @param stamp instant from which it says so
   * @param lasted whether it has lasted for the time asked about, or from the beginning
   */
  record Said(boolean holds, long since, long stamp, boolean lasted) {
    /** The same when a reading of this own time has come. */
    Said heard(long own, int seconds) {
      return own - since >= seconds ? done() : this;
    }

    /** The same when time has passed. */
    Said elapsed(long now, int seconds) {
      return now - stamp >= seconds ? done() : this;
    }

    private Said done() {
      return lasted ? this : new Said(holds, since, stamp, true);
    }
  }

  private @Nullable OwnTime time;
  private final TreeMap<String, Said> said = new TreeMap<>();
  private final Conditions rules;

  Holding() {
    this(new Conditions());
  }

  Holding(Conditions rules) {
    this.rules = rules;
  }

  @Nullable OwnTime time() {
    return time;
  }

  void time(@Nullable OwnTime next) {
    time = next;
  }

  /** A reading measured at this second came. The patient's own time never goes back. */
  void heard(long second, long stamp) {
    time = new OwnTime(time == null ? second : Math.max(time.measured(), second), stamp);
  }

  /** By id of the premise. */
  SortedMap<String, Said> said() {
    return said;
  }

  /** Which rules are the case. */
  Conditions rules() {
    return rules;
  }

  boolean isEmpty() {
    return time == null && said.isEmpty() && rules.kept().isEmpty();
  }

  Holding copy() {
    Holding copy = new Holding(rules.copy());
    copy.time = time;
    copy.said.putAll(said);
    return copy;
  }
}
