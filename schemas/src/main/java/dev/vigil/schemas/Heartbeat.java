package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sign of life of one part of Vigil, in {@code vigil.heartbeats}, keyed {@code component/part}.
 * Jobs send one with each watermark, gateways one with each tick, a notifier one every two seconds.
 *
 * @param component such as {@code job-features} or {@code gateway-1}
 * @param part subtask, from 0
 * @param parts how many subtasks there are
 * @param tick the watermark or tick that it has passed, whole seconds since the epoch
 * @param counts checkpointed counts since the world's beginning, by name; summed over the parts
 *     they are exact
 */
public record Heartbeat(
    String component, int part, int parts, long tick, SortedMap<String, Long> counts) {
  /** Components that are gateways begin so; a gateway's name follows. */
  public static final String GATEWAY = "gateway-";

  /** The component that is a notifier in a process of its own. */
  public static final String NOTIFIER = "notifier";

  /** Counts one in the last heartbeat of a gateway that ended in order: nobody is to miss it. */
  public static final String LEFT = "left";

  public Heartbeat {
    requireNonNull(component, "component is null");
    Map<String, Long> given = requireNonNull(counts, "counts is null");
    if (part < 0 || part >= parts) {
      throw new IllegalArgumentException(
          "part " + part + " of " + component + " is outside 0.." + (parts - 1));
    }
    given.forEach((name, count) -> requireNonNull(count, () -> "count " + name + " is null"));
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(given));
  }
}
