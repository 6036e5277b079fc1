package dev.vigil.models.risk;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** From a feature vector to the row that a predictor takes, and back to what each input adds. */
public final class PredictorInputs {
  private static final int CONTRIBUTIONS = 8;
  private static final Comparator<Contribution> LARGEST_FIRST =
      Comparator.comparingDouble((Contribution c) -> -Math.abs(c.amount()))
          .thenComparing(Contribution::input);

  private final Predictor predictor;
  private final Map<String, Integer> places = new HashMap<>();
  private final SortedMap<String, Integer> latest = new TreeMap<>();

  /**
   * What one input adds.
   *
   * @param place of the input in a row
   * @param input what it is called
   */
  record Contribution(int place, String input, double amount) {}

  /**
   * Of a predictor.
   *
   * @param model its model's name, for messages
   * @throws IllegalArgumentException if it has an input twice
   */
  public PredictorInputs(String model, Predictor predictor) {
    this.predictor = requireNonNull(predictor, "predictor is null");
    predictor.inputs().forEach(input -> places.put(input, places.size()));
    if (places.size() < predictor.inputs().size()) {
      throw new IllegalArgumentException("model " + model + " has an input twice, expected once");
    }
    latest.putAll(places);
    latest.keySet().removeIf(input -> !FeatureCatalogue.isLast(input));
  }

  /** The inputs' values in their order; NaN where unknown. */
  public double[] row(FeatureVector vector) {
    double[] row = new double[places.size()];
    Arrays.fill(row, Double.NaN);
    vector
        .values()
        .forEach(
            (feature, value) -> {
              Integer place = places.get(feature);
              if (place != null) {
                row[place] = value;
              }
            });
    return row;
  }

  /**
   * The eight largest contributions, those of 0 left out.
   *
   * @param scale that each is multiplied by
   */
  public SortedMap<String, Double> largest(double[] row, double scale) {
    return byName(largest(predictor.contributions(row), row, scale));
  }

  /** The same of a row that the predictor has explained already. */
  SortedMap<String, Double> largest(Predictor.Explained explained, double[] row, double scale) {
    return byName(largest(explained.contributions(), row, scale));
  }

  private static SortedMap<String, Double> byName(List<Contribution> largest) {
    SortedMap<String, Double> contributions = new TreeMap<>();
    largest.forEach(each -> contributions.put(each.input(), each.amount()));
    return contributions;
  }

  /** The eight largest fair contributions, the largest first, those of 0 left out. */
  List<Contribution> largestFair(double[] row, double scale) {
    return largest(predictor.fairContributions(row), row, scale);
  }

  private List<Contribution> largest(double[] amounts, double[] row, double scale) {
    double least = leastOfLargest(amounts, scale);
    List<Contribution> largest = new ArrayList<>(CONTRIBUTIONS);
    for (int i = 0; i < row.length; i++) {
      double amount = scale * amounts[i];
      if (amount != 0 && Math.abs(amount) >= least) {
        largest.add(new Contribution(i, predictor.contributor(i, Double.isNaN(row[i])), amount));
      }
    }
    largest.sort(LARGEST_FIRST);
    // Several may be as small as the last.
    return List.copyOf(largest.subList(0, Math.min(CONTRIBUTIONS, largest.size())));
  }

  /**
   * How far the smallest of the largest ones is from 0; most inputs are told apart by that alone.
   */
  private static double leastOfLargest(double[] amounts, double scale) {
    double[] largest = new double[CONTRIBUTIONS];
    for (double each : amounts) {
      double amount = Math.abs(scale * each);
      int place = 0;
      while (place < CONTRIBUTIONS && amount > largest[place]) {
        place++;
      }
      if (place > 0) {
        System.arraycopy(largest, 1, largest, 0, place - 1);
        largest[place - 1] = amount;
      }
    }
    return largest[0];
  }

  /** Latest values that are unknown, by name; what is made of them goes along. */
  public List<String> missing(double[] row) {
    List<String> missing = new ArrayList<>();
    latest.forEach(
        (input, place) -> {
          if (Double.isNaN(row[place])) {
            missing.add(input);
          }
        });
    return missing;
  }
}
