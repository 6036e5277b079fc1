package dev.vigil.models.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The truth of one patient's stay, a row an hour.
 *
 * @param patient id
 * @param groups to which the patient belongs, such as {@code sex} to {@code male}
 * @param hours since admission, of each row, rising
 * @param labels what is to be predicted, of each row
 * @param onset row of the event's onset, perhaps beyond the last; {@link #NO_ONSET} if there is no
 *     event or, as with mortality, no moment of it
 */
public record LabelledStay(
    String patient, SortedMap<String, String> groups, int[] hours, boolean[] labels, int onset) {
  /** There is no onset. */
  public static final int NO_ONSET = -1;

  /**
   * Rows by which the labels of the PhysioNet 2019 recordings come before the onset: they are true
   * from six hours before it. Source: Reyna et al., Crit Care Med 48(2):210-217, 2020.
   */
  public static final int SEPSIS_LABEL_AHEAD = 6;

  /** An alert counts as right from so many hours before the onset. */
  static final int WINDOW_BEFORE = 12;

  /** An alert counts as right until so many hours after the onset. */
  static final int WINDOW_AFTER = 3;

  public LabelledStay {
    requireNonNull(patient, "patient is null");
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    if (hours.length != labels.length) {
      throw new IllegalArgumentException(
          "patient "
              + patient
              + " has "
              + hours.length
              + " hours and "
              + labels.length
              + " labels, expected as many");
    }
    for (int row = 1; row < hours.length; row++) {
      if (hours[row] <= hours[row - 1]) {
        throw new IllegalArgumentException(
            "hour of row " + row + " of patient " + patient + " is not later than the one before");
      }
    }
    if (onset < NO_ONSET) {
      throw new IllegalArgumentException(
          "onset of patient " + patient + " is row " + onset + ", expected at least -1");
    }
  }

  /** A stay with labels of sepsis as PhysioNet 2019 gives them. */
  public static LabelledStay ofSepsis(
      String patient, Map<String, String> groups, int[] hours, boolean[] labels) {
    return new LabelledStay(patient, new TreeMap<>(groups), hours, labels, sepsisOnset(labels));
  }

  /** A stay whose event has no moment, as with mortality: it is to come, or not, in every row. */
  public static LabelledStay ofOutcome(
      String patient, Map<String, String> groups, int[] hours, boolean outcome) {
    boolean[] labels = new boolean[hours.length];
    Arrays.fill(labels, outcome);
    return new LabelledStay(patient, new TreeMap<>(groups), hours, labels, NO_ONSET);
  }

  /** The onset is six rows after the first label, also where that lies beyond the last row. */
  static int sepsisOnset(boolean[] labels) {
    for (int row = 0; row < labels.length; row++) {
      if (labels[row]) {
        return row + SEPSIS_LABEL_AHEAD;
      }
    }
    return NO_ONSET;
  }

  int rows() {
    return labels.length;
  }

  boolean isLabelledInFirstRow() {
    return labels.length > 0 && labels[0];
  }

  /** Hours from a row to the onset, negative after it; rows beyond the last are an hour apart. */
  int hoursToOnset(int row) {
    int last = hours.length - 1;
    int at = onset <= last ? hours[onset] : hours[last] + onset - last;
    return at - hours[row];
  }

  /** Whether an alert at this row is right: around the onset, or where the label is true. */
  boolean isInWindow(int row) {
    if (onset == NO_ONSET) {
      return labels[row];
    }
    int hoursToOnset = hoursToOnset(row);
    return hoursToOnset <= WINDOW_BEFORE && hoursToOnset >= -WINDOW_AFTER;
  }
}
