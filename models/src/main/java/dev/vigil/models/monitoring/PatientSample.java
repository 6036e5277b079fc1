package dev.vigil.models.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Which patients are watched, if there are too many: those with a hash that ends in so many zeros
 * that about as many are left as may be. It follows from ids and hours alone.
 */
final class PatientSample {
  private static final int SPARE = 4;

  private final int most;
  private final Set<String> seen = new HashSet<>();
  private long hour = Long.MIN_VALUE;
  private int zeros;

  /**
   * An empty one.
   *
   * @param most patients an hour
   */
  PatientSample(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most patients is " + most + ", expected at least 1");
    }
    this.most = most;
  }

  /** Whether a patient of whom something was said in this hour is watched. */
  boolean has(String patient, long inHour) {
    if (inHour > hour) {
      zeros = zeros > 0 && seen.size() < most / SPARE ? zeros - 1 : zeros;
      seen.clear();
      hour = inHour;
    }
    if (!isDrawn(patient, zeros)) {
      return false;
    }
    seen.add(patient);
    while (seen.size() > most) {
      zeros++;
      seen.removeIf(known -> !isDrawn(known, zeros));
    }
    return isDrawn(patient, zeros);
  }

  /** The share of all patients that is watched, 0 to 1. */
  double share() {
    return 1 / (double) (1L << zeros);
  }

  /** Whether the hash of a patient's id ends in so many zeros. */
  static boolean isDrawn(String patient, int zeros) {
    CRC32 hash = new CRC32();
    hash.update(patient.getBytes(UTF_8));
    return (hash.getValue() & ((1L << zeros) - 1)) == 0;
  }
}
