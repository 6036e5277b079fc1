package dev.vigil.schemas;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The name that someone who mistyped one probably meant. */
public final class Nearest {
  private Nearest() {}

  /** The nearest of at least one. */
  public static String to(String name, Collection<String> known) {
    return to(name, known, 1).get(0);
  }

  /** The nearest ones, at most so many, the nearest first. */
  public static List<String> to(String name, Collection<String> known, int most) {
    return known.stream()
        .sorted(
            Comparator.comparingInt((String candidate) -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .toList();
  }

  /** Levenshtein's edit distance, one row at a time. */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
