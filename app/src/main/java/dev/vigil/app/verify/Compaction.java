package dev.vigil.app.verify;

import dev.vigil.schemas.OutputNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a compacted topic may lack without anything having been lost: each output of a patient that
 * a later one supersedes and, a day after the last one was a tombstone, all of them. The last
 * output of a patient is never taken otherwise.
 */
final class Compaction {
  /** Kafka's {@code delete.retention.ms}, which our topics leave as it is. */
  static final long TOMBSTONES_KEPT_SECONDS = 86_400;

  private final long until;
  private final Map<String, OutputNumber> lastSent = new HashMap<>();
  private final Map<String, Last> lastExpected = new HashMap<>();
  private final Map<String, List<OutputNumber>> missing = new TreeMap<>();

  private record Last(OutputNumber number, boolean tombstone) {}

  /** Of a stretch of the log that ends before a second. */
  Compaction(long until) {
    this.until = until;
  }

  /** The topic has this one; those after the stretch count, for they supersede those within it. */
  void sent(String patient, OutputNumber number) {
    lastSent.merge(patient, number, (one, other) -> one.isAfter(other) ? one : other);
  }

  /** The log calls for this one; they come in order. */
  void expected(String patient, OutputNumber number, boolean tombstone) {
    lastExpected.put(patient, new Last(number, tombstone));
  }

  /** The log calls for this one, and the topic doesn't have it. */
  void missing(String patient, OutputNumber number) {
    missing.computeIfAbsent(patient, id -> new ArrayList<>()).add(number);
  }

  /** The missing ones that compaction doesn't explain. */
  List<OutputNumber> unexplained() {
    List<OutputNumber> unexplained = new ArrayList<>();
    missing.forEach(
        (patient, numbers) -> {
          OutputNumber left = lastSent.get(patient);
          if (left != null || !isClosedLongAgo(lastExpected.get(patient))) {
            numbers.stream()
                .filter(number -> left == null || number.isAfter(left))
                .forEach(unexplained::add);
          }
        });
    return unexplained;
  }

  private boolean isClosedLongAgo(@Nullable Last last) {
    return last != null
        && last.tombstone()
        && last.number().instant() < until - TOMBSTONES_KEPT_SECONDS;
  }
}
