package dev.vigil.models.features;

import java.util.Arrays;

/**
 * How often each of some values comes, with their quartiles at hand: a value that comes or goes
 * moves these by little, so neither is anything searched nor sorted. It takes room for the span
 * from the smallest value to the largest.
 */
final class RankedValues {
  private static final int QUARTILES = 3;
  private static final int LEAST_GROWTH = 32;

  /** The value that the first count is of. */
  private int first;

  private int[] counts = {};
  private int size;

  /** No value lies below this place. */
  private int lowest;

  /** No value lies above this place. */
  private int highest;

  /** Where each quartile was when it was last asked for. */
  private final int[] places = new int[QUARTILES];

  /** How many values lie below that. */
  private final int[] below = new int[QUARTILES];

  void add(int value) {
    if (value < first || value - first >= counts.length) {
      grow(value);
    }
    int place = value - first;
    counts[place]++;
    size++;
    lowest = Math.min(lowest, place);
    highest = Math.max(highest, place);
    count(1, place);
  }

  /** Takes off one that was added. */
  void remove(int value) {
    int place = value - first;
    counts[place]--;
    size--;
    count(-1, place);
  }

  private void count(int sign, int place) {
    for (int i = 0; i < QUARTILES; i++) {
      if (place < places[i]) {
        below[i] += sign;
      }
    }
  }

  /** The smallest of one or more values. */
  int min() {
    while (counts[lowest] == 0) {
      lowest++;
    }
    return first + lowest;
  }

  /** The largest of one or more values. */
  int max() {
    while (counts[highest] == 0) {
      highest--;
    }
    return first + highest;
  }

  /**
   * The value at rank {@code ceil(size * quarters / 4)} of one or more values.
   *
   * @param quarters 1 to 3
   */
  int quartile(int quarters) {
    int rank = (size * quarters + 3) / 4;
    int place = places[quarters - 1];
    int before = below[quarters - 1];
    while (before >= rank) {
      place--;
      before -= counts[place];
    }
    while (before + counts[place] < rank) {
      before += counts[place];
      place++;
    }
    places[quarters - 1] = place;
    below[quarters - 1] = before;
    return first + place;
  }

  /** By half of what there is, so that values which wander don't make it grow each time. */
  private void grow(int value) {
    int room = Math.max(LEAST_GROWTH, counts.length / 2);
    if (counts.length == 0) {
      first = value - room / 2;
      counts = new int[room];
      lowest = room - 1;
      return;
    }
    int fewer = value < first ? first - value + room : 0;
    int more = value < first ? 0 : value - first - counts.length + 1 + room;
    int[] grown = new int[fewer + counts.length + more];
    System.arraycopy(counts, 0, grown, fewer, counts.length);
    counts = grown;
    first -= fewer;
    highest += fewer;
    Arrays.setAll(places, i -> places[i] + fewer);
  }
}
