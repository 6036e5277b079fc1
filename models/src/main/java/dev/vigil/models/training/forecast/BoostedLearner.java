package dev.vigil.models.training.forecast;

import dev.vigil.models.forecast.ForecastPayload.Algorithm;
import dev.vigil.models.training.XgboostLearner;
import dev.vigil.models.trees.TreePayload;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient boosted trees of XGBoost for squared errors; the words are XGBoost's own.
 *
 * @param rounds trees
 * @param maxDepth of a tree
 * @param eta by which each tree is shrunk
 * @param minChildWeight least rows of a leaf
 */
record BoostedLearner(int rounds, int maxDepth, double eta, double minChildWeight, long seed)
    implements RegressionLearner {
  private static final double SHARE = 0.7;

  @Override
  public Algorithm algorithm() {
    return Algorithm.XGBOOST;
  }

  @Override
  public String settings() {
    return String.format(
        Locale.ROOT,
        "xgboost, rounds %d, max_depth %d, eta %s, min_child_weight %s, seed %d",
        rounds,
        maxDepth,
        eta,
        minChildWeight,
        seed);
  }

  @Override
  public Learned learn(List<String> features, double[][] rows, double[] amounts) {
    XgboostLearner.requireAvailable();
    try {
      DMatrix matrix = matrix(rows, amounts, features.size());
      try {
        SortedMap<String, byte[]> files = TreePayload.write(features, List.of(grow(matrix)));
        return new Learned(TreePayload.readAmount(files), files);
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost can't learn from these rows: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalStateException("what XGBoost has written can't be read", e);
    }
  }

  private static DMatrix matrix(double[][] rows, double[] amounts, int columns)
      throws XGBoostError {
    float[] values = new float[Math.multiplyExact(rows.length, columns)];
    float[] labels = new float[rows.length];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns; column++) {
        values[row * columns + column] = (float) rows[row][column];
      }
      labels[row] = (float) amounts[row];
    }
    DMatrix matrix = new DMatrix(values, rows.length, columns, Float.NaN);
    matrix.setLabel(labels);
    return matrix;
  }

  private byte[] grow(DMatrix matrix) throws XGBoostError {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "reg:squarederror");
    parameters.put("tree_method", "hist");
    parameters.put("max_depth", maxDepth);
    parameters.put("eta", eta);
    parameters.put("subsample", SHARE);
    parameters.put("colsample_bytree", SHARE);
    parameters.put("min_child_weight", minChildWeight);
    parameters.put("nthread", 1); // on so few rows threads wait for each other
    parameters.put("verbosity", 0);
    parameters.put("seed", seed % Integer.MAX_VALUE);
    Booster booster = XGBoost.train(matrix, parameters, rounds, new HashMap<>(), null, null);
    try {
      return booster.toByteArray("json");
    } finally {
      booster.dispose();
    }
  }
}
