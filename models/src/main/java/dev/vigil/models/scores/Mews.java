package dev.vigil.models.scores;

import java.util.List;

/**
 * Modified Early Warning Score, 0 to 14. Source: Subbe et al. 2001, QJM 94:521, table 1; new
 * confusion counts 1 like reacting to voice, as the openEHR guideline MEWS.v1 has it. Urine output,
 * which some hospitals add, is no input.
 */
final class Mews extends PointScore {
  static final String NAME = "mews";
  static final String VERSION = "2001.1";

  /** Consciousness is coded alert, confusion, voice, pain, unresponsive from 0. */
  private static final List<Chart> CHARTS =
      List.of(
          Chart.of("respiratory-rate", 0, new double[][] {{8, 2}, {14, 0}, {20, 1}, {29, 2}}, 3),
          Chart.of(
              "heart-rate", 0, new double[][] {{40, 2}, {50, 1}, {100, 0}, {110, 1}, {129, 2}}, 3),
          Chart.of(
              "systolic-pressure", 0, new double[][] {{70, 3}, {80, 2}, {100, 1}, {199, 0}}, 2),
          Chart.of("body-temperature", 1, new double[][] {{34.9, 2}, {38.4, 0}}, 2),
          Chart.of("consciousness", 0, new double[][] {{0, 0}, {2, 1}, {3, 2}}, 3));

  Mews() {
    super(NAME, VERSION, CHARTS.stream().map(Chart::vital), List.of());
  }

  @Override
  void fill(Sheet sheet) {
    CHARTS.forEach(sheet::enter);
  }
}
