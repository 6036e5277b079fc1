package dev.vigil.app.bench;

/**
 * What lies in {@code vigil.features} for the scoring job: in each round one vector of each
 * patient, a minute after the one before.
 *
 * @param patients how many, at least {@value #LEAST_PATIENTS}, so that no partition is empty
 * @param warmRounds before what is measured begins
 * @param rounds that are measured
 */
record VectorLoad(int patients, int warmRounds, int rounds) {
  private static final int LEAST_PATIENTS = 200;
  private static final int ROUND_SECONDS = 60;

  VectorLoad {
    if (patients < LEAST_PATIENTS) {
      throw new IllegalArgumentException(
          "patients is " + patients + ", expected at least " + LEAST_PATIENTS);
    }
    if (warmRounds < 1 || rounds < 1) {
      throw new IllegalArgumentException(
          "rounds are " + warmRounds + " and " + rounds + ", expected at least one of each");
    }
  }

  int allRounds() {
    return warmRounds + rounds;
  }

  /** Vectors of the whole load. */
  long vectors() {
    return (long) patients * allRounds();
  }

  /** So many come before what is measured. */
  long warmVectors() {
    return (long) patients * warmRounds;
  }

  /** The instant of a round's vectors, whole seconds since the epoch. */
  static long instant(int round) {
    return Load.START + (long) ROUND_SECONDS * round;
  }

  /** The tick that a features job which sent all of this would have passed. */
  long lastTick() {
    return instant(allRounds());
  }
}
