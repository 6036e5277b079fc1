package dev.vigil.history;

import java.util.List;
import java.util.Map;

/**
 * Rows of a table in a range of time.
 *
 * @param firstNanos first timestamp
 * @param endNanos timestamp after the last
 * @param tags for each tag the values that are wanted, as they stand in the store
 */
record Selection(Table table, long firstNanos, long endNanos, Map<String, List<String>> tags) {
  Selection {
    tags = Map.copyOf(tags);
  }

  /** Whether no row can be in it. */
  boolean isEmpty() {
    return firstNanos >= endNanos || tags.values().stream().anyMatch(List::isEmpty);
  }

  /** The part of it between two timestamps, the second one not in it. */
  Selection within(long first, long end) {
    return new Selection(table, Math.max(first, firstNanos), Math.min(end, endNanos), tags);
  }

  static Selection of(Table table, long from, long to, Map<String, List<String>> tags) {
    return new Selection(table, RowTime.firstNanos(from), RowTime.firstNanos(to), tags);
  }
}
