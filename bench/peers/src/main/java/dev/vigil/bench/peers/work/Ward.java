package dev.vigil.bench.peers.work;

import java.util.function.Consumer;

/**
 * Patients whose vital signs are measured every second, without end, and always the same: 5 % of
 * the readings come up to {@value #LATENESS_SECONDS} s late, 3 % not at all.
 *
 * @param patients how many
 */
public record Ward(int patients) {
  /** 2026-01-01T00:00:00Z, where windows of every length begin. */
  public static final long START = 1_767_225_600L;

  public static final int LATENESS_SECONDS = 30;

  /** How many vital signs each patient has. */
  public static final int VITALS = 2;

  /** A patient whose every reading comes in time, so that all sides know what time it is. */
  private static final int PUNCTUAL = 0;

  private static final int PERCENT = 100;
  private static final int LATE_PERCENT = 5;
  private static final int MISSING_PERCENT = 3;

  /** At first none is missing, so that no window is empty and the results can be counted ahead. */
  private static final int COMPLETE_SECONDS = 60;

  private static final long LOWEST = 50;
  private static final int VALUES = 120;

  public Ward {
    if (patients < 1) {
      throw new IllegalArgumentException("a ward of " + patients + " patients, expected 1 or more");
    }
  }

  /** Hands over what comes in during {@code [from, until)}, in the order in which it does. */
  public void arrivals(long from, long until, Consumer<SensorReading> receiver) {
    for (long now = from; now < until; now++) {
      for (int patient = 0; patient < patients; patient++) {
        for (int vital = 0; vital < VITALS; vital++) {
          arrivals(patient, vital, now, receiver);
        }
      }
    }
  }

  private static void arrivals(int patient, int vital, long now, Consumer<SensorReading> receiver) {
    for (long measured = now; measured >= now - LATENESS_SECONDS; measured--) {
      long chance = chance(patient, vital, measured);
      if (exists(patient, measured, chance) && measured + delay(patient, chance) == now) {
        receiver.accept(new SensorReading(patient, vital, measured, value(chance)));
      }
    }
  }

  /** What was measured in that second, or {@code absent}. */
  public static long valueAt(int patient, int vital, long second, long absent) {
    long chance = chance(patient, vital, second);
    return exists(patient, second, chance) ? value(chance) : absent;
  }

  private static boolean exists(int patient, long second, long chance) {
    return second >= START
        && (second < START + COMPLETE_SECONDS
            || patient == PUNCTUAL
            || part(chance, 0, PERCENT) >= MISSING_PERCENT);
  }

  private static long delay(int patient, long chance) {
    return patient == PUNCTUAL || part(chance, 1, PERCENT) >= LATE_PERCENT
        ? 0
        : 1 + part(chance, 2, LATENESS_SECONDS);
  }

  private static long value(long chance) {
    return LOWEST + part(chance, 3, VALUES);
  }

  /** One of several independent numbers below a bound, 15 bits each. */
  private static long part(long chance, int index, int bound) {
    return (((chance >>> (15 * index)) & 0x7fff) * bound) >>> 15;
  }

  /** The finalizer of MurmurHash3 (A. Appleby, public domain): as good as random, yet the same. */
  private static long chance(int patient, int vital, long second) {
    long seed = (second * VITALS + vital) * 1_000_003L + patient;
    long once = (seed ^ (seed >>> 33)) * 0xff51afd7ed558ccdL;
    long twice = (once ^ (once >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return twice ^ (twice >>> 33);
  }
}
