package dev.vigil.models.monitoring;

import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Score;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is counted of one version, hour by hour: of each patient the first vector and the first
 * score of an hour of known time, for the rows that models learn from lie an hour apart, and a
 * patient of whom much is sent must not count for many.
 */
final class VersionMonitor {
  static final int HOUR_SECONDS = 3_600;

  private final MonitoredVersion version;
  private final Map<String, Integer> places = new HashMap<>();
  private final NavigableMap<Long, Cell> cells = new TreeMap<>();
  private final Map<String, Long> lastVector = new HashMap<>();
  private final Map<String, Long> lastScore = new HashMap<>();

  /** The patients' numbers in cells; one is given anew once no cell has it. */
  private final Map<String, Integer> numbers = new HashMap<>();

  private final BitSet given = new BitSet();

  VersionMonitor(MonitoredVersion version) {
    this.version = version;
    version.inputs().forEach(input -> places.put(input, places.size()));
  }

  MonitoredVersion version() {
    return version;
  }

  void take(FeatureVector vector) {
    if (isFirst(lastVector, vector.patient(), vector.known())) {
      cell(vector.known()).vector(number(vector.patient()), bins(vector));
    }
  }

  private int[] bins(FeatureVector vector) {
    int[] bins = new int[places.size()];
    for (Map.Entry<String, Integer> input : places.entrySet()) {
      int place = input.getValue();
      Double value = vector.values().get(input.getKey());
      bins[place] = value == null ? -1 : Distribution.bin(version.edges(place), value);
    }
    return bins;
  }

  /** Whether the score is the patient's first of its hour, and counts. */
  boolean take(Score score) {
    if (!isFirst(lastScore, score.patient(), score.known())) {
      return false;
    }
    Double value = score.value();
    int bin = value == null ? -1 : Distribution.bin(version.scoreEdges(), value);
    cell(score.known()).score(number(score.patient()), score.outcome(), bin, version.warns(score));
    return true;
  }

  /** This version and the one that is live for the patient have scored the same vector. */
  void pair(Score own, Score live, boolean sameSide) {
    Double value = own.value();
    Double other = live.value();
    if (value != null && other != null) {
      cell(own.known()).pair(value, other, sameSide);
    }
  }

  private boolean isFirst(Map<String, Long> last, String patient, long known) {
    long hour = hour(known);
    if (known < version.since() || last.getOrDefault(patient, Long.MIN_VALUE) >= hour) {
      return false;
    }
    last.put(patient, hour);
    return true;
  }

  private int number(String patient) {
    Integer known = numbers.get(patient);
    if (known != null) {
      return known;
    }
    int free = given.nextClearBit(0);
    given.set(free);
    numbers.put(patient, free);
    return free;
  }

  private Cell cell(long known) {
    return cells.computeIfAbsent(hour(known), hour -> new Cell(version));
  }

  static long hour(long known) {
    return Math.floorDiv(known, HOUR_SECONDS);
  }

  /** All that was counted in the hours from one on, that one included. */
  Cell since(long first) {
    Cell sum = new Cell(version);
    cells.tailMap(first, true).values().forEach(sum::add);
    return sum;
  }

  /** Drops what lies before an hour. */
  void forgetBefore(long first) {
    cells.headMap(first, false).clear();
    for (Map<String, Long> last : List.of(lastVector, lastScore)) {
      last.values().removeIf(hour -> hour < first);
    }
    numbers
        .keySet()
        .removeIf(each -> !lastVector.containsKey(each) && !lastScore.containsKey(each));
    given.clear();
    numbers.values().forEach(given::set);
  }

  /** How many patients are kept. */
  int patients() {
    return numbers.size();
  }
}
