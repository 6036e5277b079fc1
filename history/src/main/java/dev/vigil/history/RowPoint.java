package dev.vigil.history;

import static java.util.Objects.requireNonNull;

import org.influxdb.dto.Point;

/**
 * A row as a point.
 *
 * @param nanos its timestamp, nanoseconds since the epoch, which the client doesn't give back
 */
record RowPoint(long nanos, Point point) {
  RowPoint {
    requireNonNull(point, "point is null");
  }
}
