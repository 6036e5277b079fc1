package dev.vigil.models.onnx.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * How the models in {@code docs/examples/models} were made: learned from {@link MadeUpPatients}, so
 * they know nothing of anybody.
 */
final class ExampleModels {
  private static final int PATIENTS = 4_000;
  private static final int ROUNDS = 10;
  private static final long SEED = 7;

  private ExampleModels() {}

  /** The perceptron of {@code made-up-mlp.onnx}. */
  static Mlp mlp() {
    MadeUpPatients patients = new MadeUpPatients(PATIENTS, SEED);
    return Mlp.learned(patients.rows, patients.labels, 8, 20, SEED);
  }

  /** The trees of {@code made-up-trees.json}, with the inputs' names, as Python has them. */
  static byte[] trees() throws XGBoostError, IOException {
    MadeUpPatients patients = new MadeUpPatients(PATIENTS, SEED);
    DMatrix matrix = matrix(patients.rows);
    float[] labels = new float[PATIENTS];
    for (int i = 0; i < PATIENTS; i++) {
      labels[i] = patients.labels[i] ? 1 : 0;
    }
    matrix.setLabel(labels);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("max_depth", 3);
    parameters.put("eta", 0.3);
    parameters.put("nthread", 1);
    parameters.put("verbosity", 0);
    Booster booster = XGBoost.train(matrix, parameters, ROUNDS, new HashMap<>(), null, null);
    try {
      String json = new String(booster.toByteArray("json"), UTF_8);
      String names = "[\"" + String.join("\",\"", MadeUpPatients.NAMES) + "\"]";
      return json.replace("\"feature_names\":[]", "\"feature_names\":" + names).getBytes(UTF_8);
    } finally {
      booster.dispose();
      matrix.dispose();
    }
  }

  /** What XGBoost itself has for rows. */
  static double[] xgboost(byte[] json, double[]... rows) throws XGBoostError, IOException {
    Booster booster = XGBoost.loadModel(json);
    DMatrix matrix = matrix(rows);
    try {
      float[][] predicted = booster.predict(matrix);
      return Arrays.stream(predicted).mapToDouble(row -> row[0]).toArray();
    } finally {
      booster.dispose();
      matrix.dispose();
    }
  }

  private static DMatrix matrix(double[]... rows) throws XGBoostError {
    int columns = rows[0].length;
    float[] values = new float[rows.length * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows[i / columns][i % columns];
    }
    return new DMatrix(values, rows.length, columns, Float.NaN);
  }
}
