package dev.vigil.models.training;

import dev.vigil.models.Sha256;

/**
 * Numbers drawn by hashing: each depends on nothing but the seed and what it is drawn for, so a
 * patient stays where it was when others come along.
 */
record Draw(long seed) {
  private static final int DIGITS = 12;
  private static final int HEX = 16;
  private static final double RANGE = 1L << (4 * DIGITS);

  /** A number in [0, 1). */
  double of(String purpose, String patient, long time) {
    String text = seed + "/" + purpose + "/" + patient + "/" + time;
    return Long.parseLong(Sha256.hex(text).substring(0, DIGITS), HEX) / RANGE;
  }

  /** In which of so many parts a patient is. */
  int part(String patient, int parts) {
    return (int) (of("split", patient, 0) * parts);
  }
}
