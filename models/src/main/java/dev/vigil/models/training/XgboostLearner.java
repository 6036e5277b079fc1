package dev.vigil.models.training;

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
  /** Loads the native library as it is initialised; the classes with a public name don't. */
  private static final String NATIVE = "ml.dmlc.xgboost4j.java.XGBoostJNI";

  /**
   * A fifth of what the usual fit learns from of the sepsis recordings' three fifths. What such
   * models choose is worth as much within a tenth of its interval, see docs/MEASURED.md.
   */
  private static final int SKETCHED_NEVER = 30_000;

  private final List<XgboostFit> fits;

  /** Of all of them the weights and the rows are the same. */
  private final XgboostFit fit;

  private final long seed;
  private final int threads;

  /** So many rows at most of patients who never have the label. */
  private final int mostNever;

  private final Draw draw;

  /**
   * Sets it up.
   *
   * @param fits of which the models' log-odds are averaged, all with the same worth and the same
   *     share of those who never have the label
   * @param seed of thinning and of the first model; the next ones have the next
   * @param threads that work at a tree together; the trees don't depend on it
   */
  public XgboostLearner(List<XgboostFit> fits, long seed, int threads) {
    this(fits, seed, threads, Integer.MAX_VALUE);
  }

  private XgboostLearner(List<XgboostFit> fits, long seed, int threads, int mostNever) {
    this.fits = List.copyOf(fits);
    this.fit = this.fits.get(0);
    this.seed = seed;
    this.threads = threads;
    this.mostNever = mostNever;
    this.draw = new Draw(seed);
    for (XgboostFit other : fits) {
      if (!other.learnsAs(fit)) {
        throw new IllegalArgumentException("fits that are averaged learn from different rows");
      }
    }
  }

  /** One fit. */
  public XgboostLearner(XgboostFit fit, long seed, int threads) {
    this(List.of(fit), seed, threads);
  }

  /** Whether the native library can be loaded here. */
  public static boolean isAvailable() {
    try {
      Class.forName(NATIVE);
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
    SortedMap<String, String> settings = new TreeMap<>(Map.of("fit", fit.toString()));
    for (int i = 1; i < fits.size(); i++) {
      settings.put("fit-" + (i + 1), fits.get(i).toString());
    }
    return settings;
  }

  /**
   * One model fewer than are averaged. Of one alone the scores of a larger average could not be
   * told: they are less extreme.
   */
  @Override
  public Learner draft() {
    return new XgboostLearner(fits.subList(0, Math.max(1, fits.size() - 1)), seed, threads);
  }

  /** What sees less than all was found with all inputs: of a few it would hide some for nothing. */
  @Override
  public Learner rung() {
    return fits.size() > 1
        ? draft()
        : new XgboostLearner(List.of(fit.ofSight(TreeSight.ALL)), seed, threads);
  }

  /** A draft; where that is no cheaper, one that learns from fewer who never have the label. */
  @Override
  public Learner sketch() {
    return fits.size() > 1 ? draft() : new XgboostLearner(fits, seed, threads, SKETCHED_NEVER);
  }

  @Override
  public Learner forFewer(double share) {
    return new XgboostLearner(
        fits.stream().map(each -> each.forFewer(share)).toList(), seed, threads);
  }

  @Override
  public Learned learn(TrainingTable table, String source, Progress progress) {
    requireAvailable();
    double share = neverShare(table);
    List<Row> rows = table.rows().stream().filter(row -> isLearnedFrom(row, share)).toList();
    try {
      SortedMap<String, byte[]> files =
          TreePayload.write(table.features(), grow(table, rows, share));
      return new Learned(TreePayload.read(files), files);
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost can't learn from these rows: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalStateException("what XGBoost has written can't be read", e);
    }
  }

  /** All rows that a warning matters at, of patients without any label only some. */
  private boolean isLearnedFrom(Row row, double neverShare) {
    return fit.worth().of(row) != 0
        && (!isNever(row) || draw.of("thin", row.patient(), row.time()) < neverShare);
  }

  /** What share of the rows of patients without any label is learned from. */
  private double neverShare(TrainingTable table) {
    long never = table.rows().stream().filter(XgboostLearner::isNever).count();
    return Math.min(fit.neverShare(), mostNever / (double) Math.max(1, never));
  }

  private static boolean isNever(Row row) {
    return row.sinceLabel() == TrainingRow.NEVER;
  }

  /** Inputs that its trees don't see are unknown in all rows, so that none asks for them. */
  private DMatrix matrix(TrainingTable table, List<Row> rows, double neverShare, TreeSight sight)
      throws XGBoostError {
    List<String> features = table.features();
    int[] columns = table.columns(features);
    boolean[] seen = new boolean[columns.length];
    for (int column = 0; column < seen.length; column++) {
      seen[column] = sight.sees(features.get(column));
    }
    float[] values = new float[Math.multiplyExact(rows.size(), columns.length)];
    float[] labels = new float[rows.size()];
    float[] weights = new float[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      Row row = rows.get(i);
      for (int column = 0; column < columns.length; column++) {
        values[i * columns.length + column] =
            seen[column] ? row.values()[columns[column]] : Float.NaN;
      }
      labels[i] = fit.worth().of(row) > 0 ? 1 : 0;
      weights[i] = (float) weight(row, neverShare);
    }
    DMatrix matrix = new DMatrix(values, rows.size(), columns.length, Float.NaN);
    matrix.setLabel(labels);
    matrix.setWeight(weights);
    return matrix;
  }

  private double weight(Row row, double neverShare) {
    return fit.worth().weight(row) / (isNever(row) ? neverShare : 1);
  }

  private List<byte[]> grow(TrainingTable table, List<Row> rows, double neverShare)
      throws XGBoostError {
    List<byte[]> models = new ArrayList<>();
    for (XgboostFit each : fits) {
      DMatrix matrix = matrix(table, rows, neverShare, each.sight());
      try {
        models.add(grow(matrix, each, seed + models.size()));
      } finally {
        matrix.dispose();
      }
    }
    return models;
  }

  private byte[] grow(DMatrix matrix, XgboostFit how, long modelSeed) throws XGBoostError {
    Booster booster =
        XGBoost.train(
            matrix, parameters(how, modelSeed), how.rounds(), new HashMap<>(), null, null);
    try {
      return booster.toByteArray("json");
    } finally {
      booster.dispose();
    }
  }

  private Map<String, Object> parameters(XgboostFit how, long modelSeed) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("tree_method", "hist");
    parameters.put("max_depth", how.maxDepth());
    parameters.put("eta", how.eta());
    parameters.put("subsample", how.subsample());
    parameters.put("colsample_bytree", how.columnShare());
    parameters.put("min_child_weight", how.minChildWeight());
    parameters.put("lambda", how.lambda());
    parameters.put("max_bin", how.maxBin());
    parameters.put("nthread", threads);
    parameters.put("verbosity", 0);
    parameters.put("seed", modelSeed % Integer.MAX_VALUE);
    return parameters;
  }
}
