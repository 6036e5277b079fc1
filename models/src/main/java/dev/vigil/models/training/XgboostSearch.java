package dev.vigil.models.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Settings of boosted trees for one thing that is predicted.
 *
 * @param fits the usual ones first, then others that a search tries
 * @param rows of the recordings on which they were found
 */
public record XgboostSearch(List<XgboostFit> fits, int rows) {
  /**
   * Found by search on the development part of the PhysioNet 2019 recordings' hospital B. The
   * others see less, are looser, deeper, by the label alone.
   */
  public static final XgboostSearch SEPSIS =
      new XgboostSearch(
          List.of(
              sepsis(400, 6, 0.05, 0.15, 5_000, 200, TreeSight.ALL),
              sepsis(400, 5, 0.05, 0.2, 4_000, 50, TreeSight.SIMPLE),
              sepsis(300, 5, 0.05, 0.3, 8_000, 50, TreeSight.ALL),
              sepsis(500, 5, 0.04, 0.15, 3_000, 500, TreeSight.ALL),
              sepsis(400, 7, 0.05, 0.15, 5_000, 500, TreeSight.ALL),
              new XgboostFit(
                  300, 5, 0.05, 0.7, 0.3, 200, 50, 64, 0.5, AlarmWorth.EVEN, TreeSight.ALL)),
          530_000);

  /**
   * For the PhysioNet 2012 recordings, whose rows are hours of 4,000 stays: of those who survived
   * every fourth row is enough. Twice as many trees with leaves half as large brought nothing.
   */
  public static final XgboostSearch MORTALITY =
      new XgboostSearch(
          List.of(
              new XgboostFit(
                  300, 4, 0.05, 0.5, 0.1, 200, 100, 64, 0.25, AlarmWorth.BALANCED, TreeSight.ALL),
              new XgboostFit(
                  300, 5, 0.05, 0.5, 0.1, 400, 300, 64, 0.25, AlarmWorth.BALANCED, TreeSight.ALL),
              new XgboostFit(
                  600, 3, 0.05, 0.5, 0.1, 200, 100, 64, 0.25, AlarmWorth.BALANCED, TreeSight.ALL)),
          190_000);

  /** For the few patients of the heart disease data. */
  public static final XgboostSearch HEART_DISEASE =
      new XgboostSearch(
          List.of(
              new XgboostFit(100, 2, 0.1, 0.7, 0.3, 3, 5, 64, 1, AlarmWorth.EVEN, TreeSight.ALL),
              new XgboostFit(200, 3, 0.05, 0.7, 0.3, 3, 5, 64, 1, AlarmWorth.EVEN, TreeSight.ALL)),
          210);

  private static XgboostFit sepsis(
      int rounds,
      int maxDepth,
      double eta,
      double columnShare,
      double minChildWeight,
      double lambda,
      TreeSight sight) {
    return new XgboostFit(
        rounds,
        maxDepth,
        eta,
        0.7,
        columnShare,
        minChildWeight,
        lambda,
        64,
        0.5,
        AlarmWorth.SEPSIS_UTILITY,
        sight);
  }

  public XgboostSearch {
    fits = List.copyOf(fits);
    if (fits.isEmpty() || rows < 1) {
      throw new IllegalArgumentException(
          fits.size() + " settings found on " + rows + " rows, expected at least one of each");
    }
  }

  /** The same for so many rows: what is counted in rows shrinks with them. */
  public XgboostSearch forRows(int others) {
    double share = Math.min(1, (double) others / rows);
    return new XgboostSearch(fits.stream().map(fit -> fit.forFewer(share)).toList(), others);
  }

  /**
   * Averages of different ways that learn from the same rows: what they agree on is less a matter
   * of chance than what one says. Each is led by another way, those that the usual one leads first;
   * ways that no other learns with are left out unless they stand alone. Of those that stand alone,
   * ways that see less come first: they are worth about as much, and grown in less time.
   *
   * @param models of each average, at least 1
   */
  public List<List<XgboostFit>> averages(int models) {
    List<List<XgboostFit>> averages = new ArrayList<>();
    for (XgboostFit lead : leads(models)) {
      List<XgboostFit> alike = new ArrayList<>(List.of(lead));
      fits.stream().filter(fit -> !fit.equals(lead) && fit.learnsAs(lead)).forEach(alike::add);
      if (models == 1 || alike.size() > 1 || fits.size() == 1) {
        averages.add(
            IntStream.range(0, models).mapToObj(i -> alike.get(i % alike.size())).toList());
      }
    }
    return averages;
  }

  private List<XgboostFit> leads(int models) {
    return models == 1
        ? fits.stream().sorted(Comparator.comparing(XgboostFit::sight).reversed()).toList()
        : fits;
  }
}
