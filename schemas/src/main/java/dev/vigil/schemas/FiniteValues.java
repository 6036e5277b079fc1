package dev.vigil.schemas;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Numbers by name, in the order of the names, of which none is missing, infinite or not a number.
 * Never changes, so that it is copied and looked through once, however often it is handed on.
 */
final class FiniteValues extends AbstractMap<String, Double> implements SortedMap<String, Double> {
  private final SortedMap<String, Double> values;

  private FiniteValues(TreeMap<String, Double> values, String what) {
    values.forEach((name, value) -> require(value, what, name));
    this.values = Collections.unmodifiableSortedMap(values);
  }

  /**
   * A sorted copy that can't be changed.
   *
   * @param what what one of them is, for the refusal
   */
  static FiniteValues copyOf(Map<String, Double> given, String what) {
    return given instanceof FiniteValues finite ? finite : of(new TreeMap<>(given), what);
  }

  /** The same of a map that nobody else has. */
  static FiniteValues of(TreeMap<String, Double> own, String what) {
    return new FiniteValues(own, what);
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

  @Override
  public @Nullable Double get(Object name) {
    return values.get(name);
  }

  @Override
  public boolean containsKey(Object name) {
    return values.containsKey(name);
  }

  @Override
  public Set<Entry<String, Double>> entrySet() {
    return values.entrySet();
  }

  @Override
  public @Nullable Comparator<? super String> comparator() {
    return values.comparator();
  }

  @Override
  public SortedMap<String, Double> subMap(String from, String to) {
    return values.subMap(from, to);
  }

  @Override
  public SortedMap<String, Double> headMap(String to) {
    return values.headMap(to);
  }

  @Override
  public SortedMap<String, Double> tailMap(String from) {
    return values.tailMap(from);
  }

  @Override
  public String firstKey() {
    return values.firstKey();
  }

  @Override
  public String lastKey() {
    return values.lastKey();
  }
}
