package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.training.TrainingTable.Row;
import dev.vigil.models.trees.TreePayload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Learns gradient boosted trees with XGBoost. Used directly and not through Tribuo, whose trainer
 * takes an object per value and grows two trees where one will do; the library is the one that
 * Tribuo brings. It is native: linux, macOS and Windows on x86-64.
 */
public final class XgboostLearner implements Learner {
  private final XgboostFit fit;
  private final long seed;
  private final int threads;
  private final Draw draw;

  /**
   * Sets it up.
   *
   * @param seed of thinning and of the first model; the next ones have the next
   * @param threads that work at a tree together; the trees don't depend on it
   */
  public XgboostLearner(XgboostFit fit, long seed, int threads) {
    this.fit = requireNonNull(fit, "fit is null");
    this.seed = seed;
    this.threads = threads;
    this.draw = new Draw(seed);
  }

  /** Whether the native library can be loaded here. */
  public static boolean isAvailable() {
    try {
      Class.forName(Booster.class.getName());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * Where it can't, says what is missing.
   *
   * @throws IllegalStateException if the native library can't be loaded here
   */
  public static void requireAvailable() {
    if (!isAvailable()) {
      throw new IllegalStateException(
          "XGBoost's native library can't be loaded: it is for x86-64, and on Linux needs"
              + " libgomp.so.1 (Debian and Ubuntu: apt-get install libgomp1)");
    }
  }

  @Override
  public BundleManifest.Kind kind() {
    return BundleManifest.Kind.XGBOOST;
  }

  @Override
  public String missingValues() {
    return TreePayload.MISSING_VALUES;
  }

  @Override
  public SortedMap<String, String> settings() {
    return new TreeMap<>(Map.of("fit", fit.toString()));
  }

  /** One model instead of several that are averaged. */
  @Override
  public Learner draft() {
    return new XgboostLearner(fit.withModels(1), seed, threads);
  }

  @Override
  public Learner forFewer(double share) {
    return new XgboostLearner(fit.forFewer(share), seed, threads);
  }

  @Override
  public Learned learn(TrainingTable table, String source, Progress progress) {
    requireAvailable();
    List<Row> rows = table.rows().stream().filter(this::isLearnedFrom).toList();
    try {
      DMatrix matrix = matrix(rows, table.columns(table.features()));
      try {
        SortedMap<String, byte[]> files = TreePayload.write(table.features(), grow(matrix));
        return new Learned(TreePayload.read(files), files);
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost can't learn from these rows: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalStateException("what XGBoost has written can't be read", e);
    }
  }

  /** All rows that a warning matters at, of patients without any label only some. */
  private boolean isLearnedFrom(Row row) {
    boolean never = row.sinceLabel() == TrainingRow.NEVER;
    return fit.worth().of(row) != 0
        && (!never || draw.of("thin", row.patient(), row.time()) < fit.neverShare());
  }

  private DMatrix matrix(List<Row> rows, int[] columns) throws XGBoostError {
    float[] values = new float[Math.multiplyExact(rows.size(), columns.length)];
    float[] labels = new float[rows.size()];
    float[] weights = new float[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      Row row = rows.get(i);
      for (int column = 0; column < columns.length; column++) {
        values[i * columns.length + column] = row.values()[columns[column]];
      }
      labels[i] = fit.worth().of(row) > 0 ? 1 : 0;
      weights[i] = (float) weight(row);
    }
    DMatrix matrix = new DMatrix(values, rows.size(), columns.length, Float.NaN);
    matrix.setLabel(labels);
    matrix.setWeight(weights);
    return matrix;
  }

  private double weight(Row row) {
    double share = row.sinceLabel() == TrainingRow.NEVER ? fit.neverShare() : 1;
    return fit.worth().weight(row) / share;
  }

  private List<byte[]> grow(DMatrix matrix) throws XGBoostError {
    List<byte[]> models = new ArrayList<>();
    for (int i = 0; i < fit.models(); i++) {
      Booster booster =
          XGBoost.train(matrix, parameters(seed + i), fit.rounds(), new HashMap<>(), null, null);
      try {
        models.add(booster.toByteArray("json"));
      } finally {
        booster.dispose();
      }
    }
    return models;
  }

  private Map<String, Object> parameters(long modelSeed) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("tree_method", "hist");
    parameters.put("max_depth", fit.maxDepth());
    parameters.put("eta", fit.eta());
    parameters.put("subsample", fit.subsample());
    parameters.put("colsample_bytree", fit.columnShare());
    parameters.put("min_child_weight", fit.minChildWeight());
    parameters.put("lambda", fit.lambda());
    parameters.put("max_bin", fit.maxBin());
    parameters.put("nthread", threads);
    parameters.put("verbosity", 0);
    parameters.put("seed", modelSeed % Integer.MAX_VALUE);
    return parameters;
  }
}
