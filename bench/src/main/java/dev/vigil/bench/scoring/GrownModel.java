package dev.vigil.bench.scoring;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.risk.Calibration;
import dev.vigil.models.risk.Predictor;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.trees.TreePayload;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;

/** Models of 100 features and trees of depth 6, as Tribuo serves them and as we do. */
final class GrownModel {
  private static final int TREES = 100;
  private static final int DEPTH = 6;
  private static final double ETA = 0.1;
  private static final double HALF = 0.5;
  private static final int THREADS = 1;
  private static final long SEED = 1;

  /** More than a sepsis model does of hourly vectors: 0.36 warnings a patient-day, or 0.015. */
  private static final double WARNING = 0.02;

  private GrownModel() {}

  /** Tribuo's own, which grows a tree of each class in each of 100 rounds. */
  static XGBoostModel<Label> tribuo(DrawnRows rows) {
    XGBoostClassificationTrainer trainer =
        new XGBoostClassificationTrainer(
            TREES, ETA, 0, DEPTH, 1, 1, HALF, 1, 0, THREADS, true, SEED);
    Model<Label> model = trainer.train(rows.dataset());
    return (XGBoostModel<Label>) model;
  }

  /** What Tribuo has for the positive class. */
  static double positive(Prediction<Label> prediction) {
    Label score = prediction.getOutputScores().get(DrawnRows.POSITIVE);
    return requireNonNull(score, "the model has no positive class").getScore();
  }

  /** The same trees, served by us. */
  static Predictor ours(DrawnRows rows, XGBoostModel<Label> tribuo) {
    try {
      byte[] json = tribuo.getInnerModels().get(0).toByteArray("json");
      return TreePayload.read(TreePayload.write(rows.features(), List.of(json)));
    } catch (XGBoostError | IOException e) {
      throw new IllegalStateException("the benchmark's own model can't be read", e);
    }
  }

  /** A bundle of 100 trees, which warns of {@value #WARNING} of the rows. */
  static byte[] bundle(DrawnRows rows) {
    SortedMap<String, byte[]> files = TreePayload.write(rows.features(), List.of(json(rows)));
    try {
      Predictor trees = TreePayload.read(files);
      RiskModel model = new RiskModel("bench", "1", trees, Calibration.NONE, 1);
      BundleManifest manifest =
          new BundleManifest(
              BundleManifest.FORMAT,
              BundleManifest.Kind.XGBOOST,
              "bench",
              "1",
              new TreeMap<>(),
              new TreeMap<>(),
              TreePayload.MISSING_VALUES,
              "drawn",
              new TreeMap<>(Map.of(BundleManifest.DECISION, threshold(model, rows))),
              Calibration.NONE,
              new TreeMap<>());
      return Bundles.trained(manifest, model, files, null);
    } catch (IOException e) {
      throw new IllegalStateException("the benchmark's own model can't be read", e);
    }
  }

  private static double threshold(RiskModel model, DrawnRows rows) {
    double[] risks = rows.rows().stream().mapToDouble(model::probability).sorted().toArray();
    return risks[(int) ((1 - WARNING) * risks.length)];
  }

  private static byte[] json(DrawnRows rows) {
    float[] values = new float[DrawnRows.ROWS * DrawnRows.FEATURES];
    float[] labels = new float[DrawnRows.ROWS];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = rows.label(row) ? 1 : 0;
      for (int feature = 0; feature < DrawnRows.FEATURES; feature++) {
        values[row * DrawnRows.FEATURES + feature] = (float) rows.rows().get(row)[feature];
      }
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("max_depth", DEPTH);
    parameters.put("eta", ETA);
    parameters.put("nthread", THREADS);
    parameters.put("verbosity", 0);
    try {
      DMatrix matrix = new DMatrix(values, labels.length, DrawnRows.FEATURES, Float.NaN);
      matrix.setLabel(labels);
      Booster booster = XGBoost.train(matrix, parameters, TREES, new HashMap<>(), null, null);
      return booster.toByteArray("json");
    } catch (XGBoostError e) {
      throw new IllegalStateException("the benchmark's own model can't be grown", e);
    }
  }
}
