package dev.vigil.models.evaluation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All stays, their rows end to end. */
final class Cohort {
  private final List<LabelledStay> stays;
  private final int[] firstRows;
  private final int[] patients;
  private final boolean[] labels;
  private final boolean[] windows;

  Cohort(List<LabelledStay> stays) {
    this.stays = List.copyOf(stays);
    this.firstRows = new int[stays.size() + 1];
    for (int stay = 0; stay < stays.size(); stay++) {
      firstRows[stay + 1] = firstRows[stay] + stays.get(stay).rows();
    }
    this.patients = new int[rows()];
    this.labels = new boolean[rows()];
    this.windows = new boolean[rows()];
    for (int stay = 0; stay < stays.size(); stay++) {
      LabelledStay of = stays.get(stay);
      Arrays.fill(patients, firstRows[stay], firstRows[stay + 1], stay);
      System.arraycopy(of.labels(), 0, labels, firstRows[stay], of.rows());
      for (int row = 0; row < of.rows(); row++) {
        windows[firstRows[stay] + row] = of.isInWindow(row);
      }
    }
  }

  int size() {
    return stays.size();
  }

  LabelledStay stay(int stay) {
    return stays.get(stay);
  }

  int rows() {
    return firstRows[firstRows.length - 1];
  }

  /** Row of the cohort with which a stay begins. */
  int firstRow(int stay) {
    return firstRows[stay];
  }

  /** The stay of each row. */
  int[] patients() {
    return patients;
  }

  boolean[] labels() {
    return labels;
  }

  /** Whether an alert would be right, of each row. */
  boolean[] windows() {
    return windows;
  }

  /**
   * Whether the event has a moment: no row has a true label without an onset, as with mortality.
   */
  boolean hasOnsets() {
    for (int row = 0; row < rows(); row++) {
      if (labels[row] && stay(patients[row]).onset() == LabelledStay.NO_ONSET) {
        return false;
      }
    }
    return true;
  }

  /** Whether a stay has more than one row, so that there is a course to speak of. */
  boolean hasCourses() {
    return stays.stream().anyMatch(stay -> stay.rows() > 1);
  }

  /** Whether the row is the first of its stay. */
  boolean isFirst(int row) {
    return row == firstRows[patients[row]];
  }

  /** Whether the row is the last of its stay. */
  boolean isLast(int row) {
    return row + 1 == firstRows[patients[row] + 1];
  }

  /** What the patient of a row is in a group, such as {@code female} in {@code sex}. */
  @Nullable String groupOf(int row, String group) {
    return stay(patients[row]).groups().get(group);
  }

  /** Each stay counted once. */
  int[] once() {
    int[] weights = new int[stays.size()];
    Arrays.fill(weights, 1);
    return weights;
  }

  /**
   * The numbers of all rows, end to end.
   *
   * @throws IllegalArgumentException if there is not one for each row
   */
  double[] flatten(Contestant contestant) {
    List<double[]> parts = contestant.probabilities();
    if (parts.size() != stays.size()) {
      throw new IllegalArgumentException(
          contestant.name() + " has " + parts.size() + " stays, expected " + stays.size());
    }
    double[] all = new double[rows()];
    for (int stay = 0; stay < parts.size(); stay++) {
      double[] part = parts.get(stay);
      if (part.length != stays.get(stay).rows()) {
        throw new IllegalArgumentException(
            contestant.name()
                + " has "
                + part.length
                + " probabilities of patient "
                + stays.get(stay).patient()
                + ", expected "
                + stays.get(stay).rows());
      }
      System.arraycopy(part, 0, all, firstRows[stay], part.length);
    }
    return all;
  }
}
