package dev.vigil.models.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a cohort. What a row is worth and whether it alerts is a matter of its whole stay,
 * so that the end of a slice makes no event go away and no alert begin.
 *
 * @param name for people
 * @param group what the patients have in common, such as {@code sex}; null where it is about rows
 * @param rows which of the cohort
 */
record Slice(String name, @Nullable String group, boolean[] rows) {
  static final String ALL = "all rows";
  static final String LAST = "last rows";
  static final String UNLABELLED_AT_FIRST = "without patients labelled in their first row";

  /**
   * All rows, early ones, and each group's. Where the event has a moment also those of patients not
   * labelled at once, else the last row of each stay, in which most is known.
   */
  static List<Slice> of(Cohort cohort, int earlyHours) {
    List<Slice> slices = new ArrayList<>();
    slices.add(all(cohort));
    if (cohort.hasCourses()) {
      addOfRows(slices, cohort, earlyHours);
    }
    groups(cohort)
        .forEach(
            (group, values) -> {
              // One value of all would only say again what all rows say.
              for (String value : values.size() > 1 ? values : List.<String>of()) {
                slices.add(
                    of(cohort, value, group, row -> value.equals(cohort.groupOf(row, group))));
              }
            });
    return slices;
  }

  /** All rows. */
  static Slice all(Cohort cohort) {
    return of(cohort, ALL, null, row -> true);
  }

  private static void addOfRows(List<Slice> slices, Cohort cohort, int earlyHours) {
    int[] stays = cohort.patients();
    slices.add(
        of(
            cohort,
            "hours below " + earlyHours,
            null,
            row -> {
              int first = cohort.firstRow(stays[row]);
              return cohort.stay(stays[row]).hours()[row - first] < earlyHours;
            }));
    slices.add(
        cohort.hasOnsets()
            ? of(
                cohort,
                UNLABELLED_AT_FIRST,
                null,
                row -> !cohort.stay(stays[row]).isLabelledInFirstRow())
            : of(cohort, LAST, null, cohort::isLast));
  }

  private static SortedMap<String, Collection<String>> groups(Cohort cohort) {
    SortedMap<String, Collection<String>> groups = new TreeMap<>();
    for (int stay = 0; stay < cohort.size(); stay++) {
      for (Map.Entry<String, String> group : cohort.stay(stay).groups().entrySet()) {
        groups.computeIfAbsent(group.getKey(), name -> new TreeSet<>()).add(group.getValue());
      }
    }
    return groups;
  }

  private static Slice of(
      Cohort cohort, String name, @Nullable String group, IntPredicate included) {
    boolean[] rows = new boolean[cohort.rows()];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = included.test(row);
    }
    return new Slice(name, group, rows);
  }
}
