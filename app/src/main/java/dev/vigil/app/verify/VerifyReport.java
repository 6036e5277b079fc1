package dev.vigil.app.verify;

import java.util.List;

/**
 * What a refold of a stretch of the log has found.
 *
 * @param fromSecond first tick of the stretch, whole seconds since the epoch
 * @param untilSecond the stretch ends before this tick
 * @param records records of the patient log that were refolded
 * @param vectors vectors compared
 * @param transitions alert transitions compared
 * @param episodes episode changes compared
 * @param mismatches the first {@value #MOST_MISMATCHES} of them
 * @param mismatchCount all of them
 */
public record VerifyReport(
    long fromSecond,
    long untilSecond,
    long records,
    long vectors,
    long transitions,
    long episodes,
    List<Mismatch> mismatches,
    long mismatchCount) {
  /** How many mismatches a report names one by one. */
  static final int MOST_MISMATCHES = 20;

  public VerifyReport {
    mismatches = List.copyOf(mismatches);
  }

  /** Whether everything that was sent follows from the log, byte for byte. */
  public boolean isClean() {
    return mismatchCount == 0;
  }
}
