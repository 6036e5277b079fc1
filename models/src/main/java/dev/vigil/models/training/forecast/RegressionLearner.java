package dev.vigil.models.training.forecast;

import dev.vigil.models.forecast.ForecastPayload.Algorithm;
import dev.vigil.models.risk.Predictor;
import java.util.List;
import java.util.SortedMap;

/** A way to learn an amount from rows. The same rows give the same bytes. */
interface RegressionLearner {
  /** What a bundle of it is called. */
  Algorithm algorithm();

  /** Its settings, for the bundle's provenance. */
  String settings();

  /**
   * Learns.
   *
   * @param features names of the rows' values
   * @param rows at least one, NaN where unknown
   * @param amounts one for each row
   */
  Learned learn(List<String> features, double[][] rows, double[] amounts);

  /**
   * What was learned.
   *
   * @param predictor as it will serve; its margin is the amount
   * @param files that give the same predictor again
   */
  record Learned(Predictor predictor, SortedMap<String, byte[]> files) {}
}
