package dev.vigil.bench.peers.work;

/**
 * One reading, as all sides read it.
 *
 * @param patient number of the patient
 * @param vital number of the vital sign
 * @param second when it was measured, since the epoch
 * @param value in steps of the vital sign's precision
 */
public record SensorReading(int patient, int vital, long second, long value) {}
