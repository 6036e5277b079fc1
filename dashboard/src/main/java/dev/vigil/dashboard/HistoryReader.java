package dev.vigil.dashboard;

import java.util.List;

/** Past readings from the store. May block; an exception says that the store is away. */
@FunctionalInterface
public interface HistoryReader {
  /**
   * One value.
   *
   * @param second measured, whole seconds since the epoch
   * @param value in the canonical unit
   */
  record Point(long second, double value) {}

  /**
   * The readings that stand, oldest first.
   *
   * @param vital vital sign id
   * @param from first measured second, since the epoch
   * @param to last measured second, since the epoch
   */
  List<Point> readings(String patient, String vital, long from, long to);
}
