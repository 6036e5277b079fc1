package dev.vigil.schemas;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Numbers by name, in the order of the names, of which none is missing, infinite or not a number.
 * Never changes, so that it is copied and looked through once, however often it is handed on. Names
 * and numbers lie in two arrays: a vector has hundreds, and each was a node of a tree.
 */
final class FiniteValues extends AbstractMap<String, Double> implements SortedMap<String, Double> {
  private final String[] names;
  private final double[] numbers;
  private final int from;
  private final int to;

  private FiniteValues(String[] names, double[] numbers, int from, int to) {
    this.names = names;
    this.numbers = numbers;
    this.from = from;
    this.to = to;
  }

  /**
   * A sorted copy that can't be changed.
   *
   * @param what what one of them is, for the refusal
   */
  static FiniteValues copyOf(Map<String, Double> given, String what) {
    if (given instanceof FiniteValues finite) {
      return finite;
    }
    Builder copy = new Builder(what, given.size());
    given.forEach(copy::add);
    return copy.build();
  }

  /** Refuses a number that is there and not finite; the message never holds it. */
  static void requireFiniteIfPresent(@Nullable Double value, String what) {
    if (value != null) {
      require(value, what, "");
    }
  }

  /** The words are put together for a refusal alone: a vector has hundreds of values. */
  private static double require(@Nullable Double value, String what, String name) {
    if (value == null || !Double.isFinite(value)) {
      throw new IllegalArgumentException((what + " " + name).strip() + " is not finite");
    }
    return value;
  }

  /** Takes names in any order; those that come sorted, as they are written, cost least. */
  static final class Builder {
    private static final int USUAL = 128;

    private final String what;
    private String[] names;
    private double[] numbers;
    private int size;

    /**
     * With nothing in it.
     *
     * @param what what one of them is, for the refusal
     */
    Builder(String what) {
      this(what, USUAL);
    }

    private Builder(String what, int expected) {
      this.what = what;
      names = new String[expected];
      numbers = new double[expected];
    }

    /**
     * Adds one, unless the name is there.
     *
     * @return whether it was added
     * @throws IllegalArgumentException with the name, if the number is not finite
     */
    boolean add(String name, @Nullable Double number) {
      double finite = require(number, what, name);
      int place = size;
      if (size > 0 && name.compareTo(names[size - 1]) <= 0) {
        place = -1 - Arrays.binarySearch(names, 0, size, name);
        if (place < 0) {
          return false;
        }
      }
      insert(place, name, finite);
      return true;
    }

    private void insert(int place, String name, double number) {
      if (size == names.length) {
        int larger = Math.max(USUAL, 2 * size);
        names = Arrays.copyOf(names, larger);
        numbers = Arrays.copyOf(numbers, larger);
      }
      System.arraycopy(names, place, names, place + 1, size - place);
      System.arraycopy(numbers, place, numbers, place + 1, size - place);
      names[place] = name;
      numbers[place] = number;
      size++;
    }

    /** What was added; nothing may be added after it. */
    FiniteValues build() {
      return new FiniteValues(names, numbers, 0, size);
    }
  }

  @Override
  public @Nullable Double get(@Nullable Object name) {
    int place = placeOf(name);
    return place < 0 ? null : (Double) numbers[place];
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return placeOf(name) >= 0;
  }

  /** Where the name is, or minus one minus where it would be. */
  private int placeOf(@Nullable Object name) {
    return name instanceof String text ? Arrays.binarySearch(names, from, to, text) : -1;
  }

  @Override
  public int size() {
    return to - from;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Double> action) {
    for (int i = from; i < to; i++) {
      action.accept(names[i], numbers[i]);
    }
  }

  @Override
  public Set<Entry<String, Double>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, Double>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return FiniteValues.this.size();
      }
    };
  }

  private final class Entries implements Iterator<Entry<String, Double>> {
    private int next = from;

    @Override
    public boolean hasNext() {
      return next < to;
    }

    @Override
    public Entry<String, Double> next() {
      if (next >= to) {
        throw new NoSuchElementException();
      }
      return new SimpleImmutableEntry<>(names[next], numbers[next++]);
    }
  }

  @Override
  public @Nullable Comparator<? super String> comparator() {
    return null;
  }

  @Override
  public SortedMap<String, Double> subMap(String first, String end) {
    if (first.compareTo(end) > 0) {
      throw new IllegalArgumentException(
          "a range from " + first + " to " + end + ", expected the lesser first");
    }
    return new FiniteValues(names, numbers, atOrAfter(first), atOrAfter(end));
  }

  @Override
  public SortedMap<String, Double> headMap(String end) {
    return new FiniteValues(names, numbers, from, atOrAfter(end));
  }

  @Override
  public SortedMap<String, Double> tailMap(String first) {
    return new FiniteValues(names, numbers, atOrAfter(first), to);
  }

  private int atOrAfter(String name) {
    int place = Arrays.binarySearch(names, from, to, name);
    return place < 0 ? -1 - place : place;
  }

  @Override
  public String firstKey() {
    return keyAt(from);
  }

  @Override
  public String lastKey() {
    return keyAt(to - 1);
  }

  private String keyAt(int place) {
    if (isEmpty()) {
      throw new NoSuchElementException("no values");
    }
    return names[place];
  }
}
