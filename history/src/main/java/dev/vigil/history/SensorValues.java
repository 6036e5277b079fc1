package dev.vigil.history;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/** The timestamps and values of one sensor, as they come from the store, to be taken one by one. */
final class SensorValues implements Comparable<SensorValues> {
  private static final int FIRST_ROOM = 1_024;

  private final String sensor;
  private long[] nanos = new long[FIRST_ROOM];
  private double[] values = new double[FIRST_ROOM];
  private int size;
  private int next;
  private boolean rises = true;

  SensorValues(String sensor) {
    this.sensor = requireNonNull(sensor, "sensor is null");
  }

  void add(long time, double value) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    rises &= size == 0 || RowTime.second(time) > RowTime.second(nanos[size - 1]);
    nanos[size] = time;
    values[size] = value;
    size++;
  }

  /** Whether each came at a later second than the one before: no two are of one identity. */
  boolean isOneASecond() {
    return rises;
  }

  boolean isEmpty() {
    return next == size;
  }

  /** Hands over the next one. */
  void take(HistoryStore.ValueTaker taker) {
    taker.take(RowTime.second(nanos[next]), values[next]);
    next++;
  }

  /** By what comes next, as {@link StandingReadings#ORDER} has it. */
  @Override
  public int compareTo(SensorValues other) {
    int byTime = Long.compare(nanos[next], other.nanos[other.next]);
    return byTime == 0 ? sensor.compareTo(other.sensor) : byTime;
  }
}
