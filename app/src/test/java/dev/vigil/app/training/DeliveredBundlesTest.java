package dev.vigil.app.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.training.InputSet;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundles that come with Vigil open with this Vigil's features and see only what they may. */
class DeliveredBundlesTest {
  private static final Path FOLDER = Path.of("../bundles");

  @ParameterizedTest
  @CsvSource({
    "sepsis-xgboost, FULL",
    "sepsis-xgboost-vitals, VITALS",
    "sepsis-xgboost-transferable, TRANSFERABLE"
  })
  void bundle_opensScoresAndSeesOnlyItsInputs(String name, InputSet inputs) throws Exception {
    byte[] bundle = Files.readAllBytes(FOLDER.resolve(name + ".zip"));
    RiskModel model = (RiskModel) Bundles.open(bundle).get(0);
    BundleManifest manifest = Bundles.manifest(bundle);

    assertThat(model.name()).isEqualTo(name);
    assertThat(model.inputs()).allMatch(inputs::includes).hasSizeGreaterThan(100);
    assertThat(manifest.label()).isEqualTo("sepsis");
    assertThat(manifest.decisionThreshold()).isBetween(0.005, 0.2);
    assertThat(manifest.calibration()).isNotNull();
    assertThat(manifest.provenance())
        .containsEntry("patients", "13981")
        .containsKey("feature-definitions"); // of all features: more of them invalidate nothing
    Score well = model.score(vector(75, 36.8), new OutputNumber(1, 2, 3));
    Score ill = model.score(vector(140, 39.4), new OutputNumber(1, 2, 3));
    assertThat(ill.value()).isGreaterThan(well.value());
    assertThat(ill.contributions()).hasSize(8);
  }

  private static FeatureVector vector(double heartRate, double temperature) {
    TreeMap<String, Double> values = new TreeMap<>();
    for (String vital : new String[] {"heart-rate", "body-temperature"}) {
      double value = vital.equals("heart-rate") ? heartRate : temperature;
      values.put(vital + ".age", 60.0);
      for (String statistic :
          new String[] {"last", "mean.8h", "max.8h", "q3.8h", "median.8h", "min.8h", "max.24h"}) {
        values.put(vital + "." + statistic, value);
      }
    }
    values.put("static.age", 70.0);
    return new FeatureVector("p", "hash", 0, 0, values);
  }
}
