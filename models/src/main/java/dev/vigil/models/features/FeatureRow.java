package dev.vigil.models.features;

import dev.vigil.schemas.FeatureVector;
import java.util.Arrays;

/** The features of one vector while it is made: each at its place in the catalogue. */
final class FeatureRow {
  private final FeatureCatalogue catalogue;
  private final double[] numbers;

  /** With nothing known. */
  FeatureRow(FeatureCatalogue catalogue) {
    this.catalogue = catalogue;
    this.numbers = new double[catalogue.names().size()];
    Arrays.fill(numbers, Double.NaN);
  }

  /**
   * Takes a feature's value.
   *
   * @param number NaN if it isn't known
   */
  void put(String feature, double number) {
    numbers[catalogue.place(feature)] = number;
  }

  /**
   * What is known, as a vector.
   *
   * @throws IllegalArgumentException with the feature's name, if a number is infinite
   */
  FeatureVector vector(String patient, long measuredEnd, long known) {
    return FeatureVector.ofKnown(
        patient, catalogue.hash(), measuredEnd, known, catalogue.names(), numbers);
  }
}
