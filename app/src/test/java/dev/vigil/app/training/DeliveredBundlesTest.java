package dev.vigil.app.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.bundles.BundleCard;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.forecast.ForecastModel;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.training.InputSet;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
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
        .containsKey("feature-definitions"); // of all features: more of them invalidate nothing
    assertThat(manifest.provenance()).containsEntry("patients", "13982");
    Score well = model.score(vector(75, 36.8), new OutputNumber(1, 2, 3));
    Score ill = model.score(vector(140, 39.4), new OutputNumber(1, 2, 3));
    assertThat(ill.value()).isGreaterThan(well.value());
    assertThat(ill.contributions()).hasSize(8);
  }

  @Test
  void forecastOfGlucose_opensAndKnowsARiseFromAFall() throws Exception {
    byte[] bundle = Files.readAllBytes(FOLDER.resolve("glucose-30min.zip"));
    ForecastModel model = (ForecastModel) Bundles.open(bundle).get(0);
    BundleManifest manifest = Bundles.manifest(bundle);

    assertThat(manifest.label()).isEqualTo("glucose-30min");
    assertThat(manifest.provenance())
        .containsEntry("patients", "16")
        .containsEntry("interval-level", "0.9");
    Score rising = model.score(glucose(120, 100, 40), new OutputNumber(1, 2, 3));
    Score falling = model.score(glucose(120, 140, -40), new OutputNumber(1, 2, 3));
    assertThat(rising.value()).isGreaterThan(falling.value()).isBetween(110.0, 160.0);
    assertThat(falling.value()).isBetween(80.0, 130.0);
    assertThat(rising.high() - rising.low()).isBetween(20.0, 120.0);
  }

  /** Of an hour in which glucose changed by so much, mg/dL. */
  private static FeatureVector glucose(double last, double mean, double slope) {
    TreeMap<String, Double> values = new TreeMap<>();
    String vital = "interstitial-glucose.";
    values.put(vital + "last", last);
    values.put(vital + "age", 1.0);
    values.put(vital + "count.1h", 12.0);
    values.put(vital + "mean.1h", mean);
    values.put(vital + "slope.1h", slope);
    values.put(vital + "sd.1h", Math.abs(slope) / 3.5);
    values.put(vital + "min.1h", Math.min(last, last - slope));
    values.put(vital + "max.1h", Math.max(last, last - slope));
    values.put(vital + "masd.1h", Math.abs(slope) / 12);
    return new FeatureVector("p", "hash", 0, 0, values);
  }

  @ParameterizedTest
  @CsvSource({
    "sepsis-xgboost, 5",
    "sepsis-xgboost-vitals, 3",
    "sepsis-xgboost-transferable, 5",
    "icu-mortality, 5",
    "heart-disease, 2",
    "glucose-30min, 0"
  })
  void bundle_hasACardAndItsLadder(String name, int rungs) throws Exception {
    byte[] bundle = Files.readAllBytes(FOLDER.resolve(name + ".zip"));

    BundleCard card = Bundles.card(bundle);

    assertThat(card.licence()).contains("data: ");
    assertThat(card.limits()).anyMatch(limit -> limit.contains("Not a medical device"));
    assertThat(card.performance()).hasSizeGreaterThan(5);
    assertThat(Bundles.ladder(bundle)).hasSize(rungs);
    assertThat(Bundles.reference(bundle)).isNotNull();
    for (byte[] rung : Bundles.ladder(bundle).values()) {
      assertThat(Bundles.open(rung)).hasSize(1);
    }
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

  @Test
  void icuMortality_opensAndTellsTheIllFromTheWell() throws Exception {
    byte[] bundle = Files.readAllBytes(FOLDER.resolve("icu-mortality.zip"));
    RiskModel model = (RiskModel) Bundles.open(bundle).get(0);
    BundleManifest manifest = Bundles.manifest(bundle);

    assertThat(manifest.label()).isEqualTo("mortality");
    assertThat(manifest.provenance())
        .containsEntry("patients", "3997")
        .containsEntry("decisions", "BALANCED");
    assertThat(manifest.decisionThreshold()).isBetween(0.2, 0.4);
    assertThat(model.inputs())
        .contains("glasgow-coma-scale.last", "urine-output.mean.24h", "urea-nitrogen.last")
        .noneMatch(input -> input.contains("saps") || input.contains("length-of-stay"));
    double well = model.probability(stay(15, 100, 15));
    double ill = model.probability(stay(3, 10, 90));
    assertThat(well).isLessThan(0.1);
    assertThat(ill).isGreaterThan(manifest.decisionThreshold());
  }

  @Test
  void heartDisease_opensAndTellsTheIllFromTheWell() throws Exception {
    byte[] bundle = Files.readAllBytes(FOLDER.resolve("heart-disease.zip"));
    RiskModel model = (RiskModel) Bundles.open(bundle).get(0);
    BundleManifest manifest = Bundles.manifest(bundle);

    assertThat(manifest.label()).isEqualTo("heart-disease");
    assertThat(manifest.provenance()).containsEntry("patients", "210");
    assertThat(model.inputs()).allMatch(InputSet.LAST_VALUES::includes).hasSize(13);
    assertThat(model.probability(examination(2, 0, 180, 0))).isLessThan(0.2);
    assertThat(model.probability(examination(3, 2, 110, 3))).isGreaterThan(0.8);
  }

  private static FeatureVector stay(double coma, double urine, double urea) {
    TreeMap<String, Double> values = new TreeMap<>();
    for (String statistic : new String[] {"last", "mean.24h", "min.24h", "max.24h", "median.24h"}) {
      values.put("urine-output." + statistic, urine);
      values.put("urea-nitrogen." + statistic, urea);
    }
    values.put("glasgow-coma-scale.last", coma);
    values.put("static.age", coma > 10 ? 50.0 : 85.0);
    return new FeatureVector("p", "hash", 0, 0, values);
  }

  private static FeatureVector examination(
      double pain, double scan, double heartRate, double vessels) {
    TreeMap<String, Double> values = new TreeMap<>();
    values.put("chest-pain.last", pain);
    values.put("thallium-scan.last", scan);
    values.put("exercise-heart-rate.last", heartRate);
    values.put("fluoroscopy-vessels.last", vessels);
    return new FeatureVector("p", "hash", 0, 0, values);
  }
}
