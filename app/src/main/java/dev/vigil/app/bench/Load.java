package dev.vigil.app.bench;

import static java.util.Objects.requireNonNull;

import dev.vigil.bench.monitor.EightVitals;

/**
 * What lies in the patient log of a benchmark. Each patient comes in with a day behind them, one
 * reading a quarter hour, in a message of its own; the patients are spread over the first minute,
 * and so are their vectors from then on. Then each monitor measures {@value #VITALS} vital signs
 * every second.
 *
 * @param patients how many
 * @param seconds how long their monitors run
 * @param warmSeconds of these before what is measured begins
 * @param messages what a monitor sends in a second
 */
record Load(int patients, int seconds, int warmSeconds, Messages messages) {
  /** How a second's readings of a monitor come to the gateway, and so into the log. */
  enum Messages {
    /** In one message, as bedside monitors send them: the gateway makes it one record. */
    TOGETHER,
    /** Each in a message of its own, as single sensors send them. */
    SINGLY
  }

  /** Vital signs of a monitor. */
  static final int VITALS = 6;

  /** The first second of the log. */
  static final long START = EightVitals.START;

  /** So many seconds take the patients to come in. */
  static final int ARRIVAL_SECONDS = 60;

  Load {
    requireNonNull(messages, "messages is null");
    if (patients < ARRIVAL_SECONDS) {
      throw new IllegalArgumentException(
          "patients is " + patients + ", expected at least " + ARRIVAL_SECONDS);
    }
    if (warmSeconds < 0 || warmSeconds >= seconds) {
      throw new IllegalArgumentException(
          "warmSeconds is " + warmSeconds + ", expected 0 to less than " + seconds);
    }
  }

  /** Of monitors that send what they measure together. */
  Load(int patients, int seconds, int warmSeconds) {
    this(patients, seconds, warmSeconds, Messages.TOGETHER);
  }

  /** The same of single sensors. */
  Load singly() {
    return new Load(patients, seconds, warmSeconds, Messages.SINGLY);
  }

  /** The tick after which the monitors have run for so long. */
  static long tickAfter(int seconds) {
    return START + ARRIVAL_SECONDS + seconds;
  }

  /** Readings of each vital sign that a patient brings along: one a quarter hour. */
  static final int HISTORY_READINGS = 96;

  /** Pseudonymous id of a patient. */
  static String patient(int index) {
    return "bench-" + index;
  }

  /** Readings of the whole log. */
  long allReadings() {
    return readings(seconds + HISTORY_READINGS);
  }

  /**
   * Vectors of the whole log up to its last tick: one when a patient comes in, then one each
   * minute.
   */
  long vectors() {
    long vectors = patients;
    for (int arrival = 0; arrival < ARRIVAL_SECONDS; arrival++) {
      int patientsOfSecond = (patients - arrival + ARRIVAL_SECONDS - 1) / ARRIVAL_SECONDS;
      // The first is due one second after the arrival, the next ones a minute after each other.
      int minutes = (seconds - arrival - 1 + ARRIVAL_SECONDS) / ARRIVAL_SECONDS;
      vectors += (long) patientsOfSecond * minutes;
    }
    return vectors;
  }

  /** Readings of all monitors together in so many seconds. */
  long readings(int inSeconds) {
    return (long) patients * VITALS * inSeconds;
  }
}
