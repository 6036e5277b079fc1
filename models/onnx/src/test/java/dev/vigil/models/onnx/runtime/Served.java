package dev.vigil.models.onnx.runtime;

import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.util.List;
import java.util.TreeMap;

/** Models as they serve, and what they are asked. */
final class Served {
  private Served() {}

  static RiskModel open(byte[] bundle) throws Exception {
    return (RiskModel) Bundles.open(bundle).get(0);
  }

  static Score score(RiskModel model, FeatureVector vector) {
    return model.score(vector, new OutputNumber(1, 2, 3));
  }

  static FeatureVector vector(double... row) {
    return vector(row, 60);
  }

  /**
   * What the features of a row are.
   *
   * @param age of each vital sign, seconds
   */
  static FeatureVector vector(double[] row, double age) {
    List<String> features =
        List.of(
            "heart-rate.last",
            "respiratory-rate.last",
            "body-temperature.last",
            "systolic-pressure.last",
            "static.age");
    TreeMap<String, Double> values = new TreeMap<>();
    for (int i = 0; i < row.length; i++) {
      if (!Double.isNaN(row[i])) {
        values.put(features.get(i), i == 2 ? (row[i] - 32) / 1.8 : row[i]);
        if (i < 4) {
          values.put(features.get(i).replace(".last", ".age"), age);
        }
      }
    }
    return new FeatureVector("p", "hash", 0, 0, values);
  }
}
