package dev.vigil.models.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.models.risk.RiskModel;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Score;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a black box's inputs contribute to its answer. */
class OnnxExplanationTest {
  private static final int ROWS = OnnxFile.ROWS;
  private static final double[] REFERENCE = {85, 18, 98.6, 122, 55};
  private static final Mlp MLP = ExampleModels.mlp();
  private static final MadeUpPatients PATIENTS = new MadeUpPatients(300, 99);

  @Test
  void contributions_sumUpToTheDistanceFromTheReference() throws Exception {
    RiskModel model = Served.open(Manifests.ofPatients().bundle(MLP.toOnnx(ROWS)));

    for (double[] row : PATIENTS.rows) {
      double sum =
          Served.score(model, Served.vector(row)).contributions().values().stream()
              .mapToDouble(c -> c)
              .sum();
      assertThat(sum).isCloseTo(MLP.logit(row) - MLP.logit(REFERENCE), within(1e-5));
    }
  }

  @Test
  void contributions_ofOneChangedInput_areItsAlone() throws Exception {
    RiskModel model = Served.open(Manifests.ofPatients().bundle(MLP.toOnnx(ROWS)));
    double[] row = REFERENCE.clone();
    row[1] = 34;

    Score score = Served.score(model, Served.vector(row));

    assertThat(score.contributions()).containsOnlyKeys("respiratory-rate.last");
    assertThat(score.contributions().get("respiratory-rate.last"))
        .isCloseTo(MLP.logit(row) - MLP.logit(REFERENCE), within(1e-5))
        .isGreaterThan(0.5);
  }

  @Test
  void contributions_areNearToTheShapleyValuesOfAllOrders() throws Exception {
    RiskModel model = Served.open(Manifests.ofPatients().bundle(MLP.toOnnx(ROWS)));
    List<String> features = model.inputs();
    double worst = 0;
    double sum = 0;

    for (double[] row : PATIENTS.rows) {
      Score score = Served.score(model, Served.vector(row));
      double[] exact = shapley(row);
      for (int i = 0; i < exact.length; i++) {
        double found = score.contributions().getOrDefault(features.get(i), 0.0);
        worst = Math.max(worst, Math.abs(found - exact[i]));
        sum += Math.abs(found - exact[i]);
      }
    }

    // Of contributions that reach beyond 2.
    assertThat(worst).isLessThan(0.2);
    assertThat(sum / (PATIENTS.rows.length * 5)).isLessThan(0.01);
  }

  @Test
  void contributions_whereTwoInputsActTogether_areTheShapleyValues() throws Exception {
    // logit = hr * rr + age
    byte[] product =
        new OnnxFile()
            .input("hr", OnnxFile.FLOAT, ROWS, 1)
            .input("rr", OnnxFile.FLOAT, ROWS, 1)
            .input("age", OnnxFile.FLOAT, ROWS, 1)
            .node("Mul", List.of("hr", "rr"), "both")
            .node("Add", List.of("both", "age"), "logit")
            .output("logit", OnnxFile.FLOAT, ROWS, 1)
            .toBytes();
    RiskModel model =
        Served.open(
            Manifests.empty()
                .input("age", "static.age", 1)
                .input("rr", "respiratory-rate.last", 1)
                .input("hr", "heart-rate.last", 1)
                .output("logit", "logit", 0)
                .bundle(product));
    TreeMap<String, Double> values = new TreeMap<>();
    values.put("static.age", 4.0);
    values.put("respiratory-rate.last", 2.0);
    values.put("heart-rate.last", 3.0);
    values.put("heart-rate.age", 1.0);

    Score score = Served.score(model, new FeatureVector("p", "hash", 0, 0, values));

    assertThat(score.contributions().get("static.age")).isCloseTo(3, within(1e-6));
    // Of 2 * 3 - 1 * 1 = 5: ((2 - 1) + (6 - 3)) / 2 and ((3 - 1) + (6 - 2)) / 2.
    assertThat(score.contributions().get("respiratory-rate.last")).isCloseTo(2, within(1e-6));
    assertThat(score.contributions().get("heart-rate.last")).isCloseTo(3, within(1e-6));
  }

  /** By all 2^5 sets of inputs that are set before each. */
  private static double[] shapley(double[] row) {
    int inputs = row.length;
    double[] values = new double[inputs];
    for (int set = 0; set < 1 << inputs; set++) {
      int size = Integer.bitCount(set);
      for (int i = 0; i < inputs; i++) {
        if ((set & 1 << i) == 0) {
          double weight = factorial(size) * factorial(inputs - size - 1) / factorial(inputs);
          values[i] += weight * (logit(row, set | 1 << i) - logit(row, set));
        }
      }
    }
    return values;
  }

  private static double logit(double[] row, int set) {
    double[] mixed = REFERENCE.clone();
    IntStream.range(0, row.length).filter(i -> (set & 1 << i) != 0).forEach(i -> mixed[i] = row[i]);
    return MLP.logit(mixed);
  }

  private static double factorial(int n) {
    return IntStream.rangeClosed(1, n).asDoubleStream().reduce(1, (a, b) -> a * b);
  }
}
