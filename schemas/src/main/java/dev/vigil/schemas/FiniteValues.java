package dev.vigil.schemas;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Numbers by name, of which none may be missing, infinite or not a number. */
final class FiniteValues {
  private FiniteValues() {}

  /**
   * A sorted copy that can't be changed.
   *
   * @param what what one of them is, for the refusal
   */
  static SortedMap<String, Double> copyOf(Map<String, Double> given, String what) {
    TreeMap<String, Double> copy = new TreeMap<>(given);
    copy.forEach((name, value) -> require(value, what, name));
    return Collections.unmodifiableSortedMap(copy);
  }

  /** Refuses a number that is there and not finite; the message never holds it. */
  static void requireFiniteIfPresent(@Nullable Double value, String what) {
    if (value != null) {
      require(value, what, "");
    }
  }

  /** The words are put together for a refusal alone: a vector has hundreds of values. */
  private static void require(@Nullable Double value, String what, String name) {
    if (value == null || !Double.isFinite(value)) {
      throw new IllegalArgumentException((what + " " + name).strip() + " is not finite");
    }
  }
}
