package dev.vigil.simulator;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of readings that were sent. Every reading has exactly one final verdict: {@code sent
 * = accepted + duplicate + rejected + refused}.
 *
 * @param accepted durable in the patient log
 * @param duplicate a copy was durable before; after a lost answer also the copy sent first
 * @param rejectedBy number of rejected readings by the gateway's reason code; the codes {@code
 *     http-4xx} stand for messages that the gateway rejected as a whole
 * @param refused still refused when the sender gave up; to be sent again later
 * @param refusals how often a reading was refused (or went unanswered) on the way to its final
 *     verdict, the final one included; not part of {@code sent}
 * @param resent sendings before the one with the final verdict; not part of {@code sent}
 */
public record Tally(
    long accepted,
    long duplicate,
    SortedMap<String, Long> rejectedBy,
    long refused,
    long refusals,
    Resent resent) {
  private static final SortedMap<String, Long> NO_REASON = Collections.emptySortedMap();

  /** Nothing sent. */
  public static final Tally NONE = new Tally(0, 0, NO_REASON, 0, 0, Resent.NONE);

  /**
   * How often readings had been sent in vain before their final verdict came. The gateway may have
   * done its work each time, and only its answer was lost: it has at most so many more records than
   * there are verdicts.
   *
   * @param taken of readings that are accepted or duplicate in the end
   * @param rejected of readings that are rejected in the end
   */
  public record Resent(long taken, long rejected) {
    static final Resent NONE = new Resent(0, 0);

    private Resent plus(Resent other) {
      return new Resent(taken + other.taken, rejected + other.rejected);
    }
  }

  public Tally {
    rejectedBy = Collections.unmodifiableSortedMap(new TreeMap<>(rejectedBy));
  }

  static Tally ofAccepted(long readings) {
    return new Tally(readings, 0, NO_REASON, 0, 0, Resent.NONE);
  }

  static Tally ofDuplicate(long readings) {
    return new Tally(0, readings, NO_REASON, 0, 0, Resent.NONE);
  }

  static Tally ofRejected(String reason, long readings) {
    return new Tally(0, 0, new TreeMap<>(Map.of(reason, readings)), 0, 0, Resent.NONE);
  }

  static Tally ofRefused(long readings) {
    return new Tally(0, 0, NO_REASON, readings, 0, Resent.NONE);
  }

  static Tally ofRefusals(long readings) {
    return new Tally(0, 0, NO_REASON, 0, readings, Resent.NONE);
  }

  /** The same verdicts of readings that had each been sent so often before. */
  Tally afterSendings(int before) {
    Resent vain = new Resent(before * (accepted + duplicate), before * rejected());
    return new Tally(accepted, duplicate, rejectedBy, refused, refusals, resent.plus(vain));
  }

  /** Rejected for any reason. */
  public long rejected() {
    return rejectedBy.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Readings with a final verdict. */
  public long sent() {
    return accepted + duplicate + rejected() + refused;
  }

  /** Both together. */
  public Tally plus(Tally other) {
    SortedMap<String, Long> reasons = new TreeMap<>(rejectedBy);
    other.rejectedBy.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
    return new Tally(
        accepted + other.accepted,
        duplicate + other.duplicate,
        reasons,
        refused + other.refused,
        refusals + other.refusals,
        resent.plus(other.resent));
  }
}
