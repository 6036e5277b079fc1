package dev.vigil.bench.scoring;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Rows of 100 features, a fifth of them unknown, whose labels a tree of some depth can learn.
 * Always the same.
 */
final class DrawnRows {
  static final int FEATURES = 100;
  static final int ROWS = 1_500;
  static final String POSITIVE = "1";

  private static final long SEED = 20_190_101L;
  private static final double UNKNOWN = 0.2;

  /** The first of the catalogue, so that a bundle can name them; in the order of their names. */
  private final List<String> features =
      FeatureCatalogue.instance().definitions().keySet().stream().limit(FEATURES).toList();

  private final List<double[]> rows = new ArrayList<>();
  private final List<Example<Label>> examples = new ArrayList<>();

  DrawnRows() {
    Random random = new Random(SEED);
    for (int i = 0; i < ROWS; i++) {
      double[] row = new double[FEATURES];
      double told = 0;
      for (int feature = 0; feature < FEATURES; feature++) {
        // As floats are, for XGBoost knows nothing finer.
        double value = (float) random.nextGaussian();
        row[feature] = random.nextDouble() < UNKNOWN ? Double.NaN : value;
        told += feature < 8 && !Double.isNaN(row[feature]) ? value * row[feature] - 1 : 0;
      }
      rows.add(row);
      examples.add(example(row, told + random.nextGaussian() > 0));
    }
  }

  private Example<Label> example(double[] row, boolean positive) {
    List<String> names = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int feature = 0; feature < FEATURES; feature++) {
      if (!Double.isNaN(row[feature])) {
        names.add(features.get(feature));
        values.add(row[feature]);
      }
    }
    return new ArrayExample<>(
        new Label(positive ? POSITIVE : "0"),
        names.toArray(String[]::new),
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  List<String> features() {
    return features;
  }

  /** The features' values in their order, NaN where unknown. */
  List<double[]> rows() {
    return rows;
  }

  /** The same for Tribuo. */
  List<Example<Label>> examples() {
    return examples;
  }

  MutableDataset<Label> dataset() {
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> dataset =
        new MutableDataset<>(new SimpleDataSourceProvenance("drawn", labels), labels);
    examples.forEach(dataset::add);
    return dataset;
  }

  boolean label(int row) {
    return examples.get(row).getOutput().getLabel().equals(POSITIVE);
  }

  /** A row as the features job would send it of some patient. */
  FeatureVector vector(int row) {
    return vector("p-17", row, row);
  }

  /**
   * A row as the features job would send it.
   *
   * @param known the instant of the vector, whole seconds since the epoch
   */
  FeatureVector vector(String patient, long known, int row) {
    TreeMap<String, Double> values = new TreeMap<>();
    for (int feature = 0; feature < FEATURES; feature++) {
      double value = rows.get(row)[feature];
      if (!Double.isNaN(value)) {
        values.put(features.get(feature), value);
      }
    }
    return new FeatureVector(patient, FeatureCatalogue.instance().hash(), known, known, values);
  }
}
