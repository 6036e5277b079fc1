package dev.vigil.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.models.linear.Input;
import dev.vigil.models.linear.LinearInputs;
import dev.vigil.models.linear.LinearPayload;
import dev.vigil.models.risk.Calibration;
import dev.vigil.models.risk.RiskModel;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

class ServedModelTest {
  private static final LinearInputs INPUTS =
      new LinearInputs(
          List.of(
              new Input("heart-rate.last", 80, 15, 0.25),
              new Input("spo2.last", 97, 2, 0.33),
              new Input("static.age", 60, 12, 0),
              new Input("thallium-scan.last", 1, 1, 0.2, List.of(0.5, 0.1, 0.4))),
          4);

  @Test
  void reloadedModel_onAnyValues_predictsWhatTribuosOwnModelDoes() throws IOException {
    // given
    Random random = new Random(3);
    LinearSGDModel tribuo = trained(random);
    RiskModel reloaded =
        new RiskModel(
            "m",
            "1",
            LinearPayload.read(LinearPayload.write(INPUTS, tribuo)),
            Calibration.NONE,
            0.5);

    for (int i = 0; i < 500; i++) {
      // when
      double[] values = values(random);
      double expected = tribuo.predict(example("1", values)).getOutputScores().get("1").getScore();

      // then
      assertThat(reloaded.probability(values)).isCloseTo(expected, within(1e-12));
    }
  }

  private static LinearSGDModel trained(Random random) {
    List<Example<Label>> examples = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double[] values = values(random);
      boolean positive = (Double.isNaN(values[0]) ? 80 : values[0]) + random.nextInt(20) > 95;
      examples.add(example(positive ? "1" : "0", values));
    }
    LabelFactory labels = new LabelFactory();
    var epoch = Instant.EPOCH.atOffset(ZoneOffset.UTC);
    var source = new SimpleDataSourceProvenance("generated", epoch, labels);
    return new TimelessTrainer(new LogMulticlass(), 3, 1)
        .train(new MutableDataset<>(new ListDataSource<>(examples, labels, source)));
  }

  private static double[] values(Random random) {
    return new double[] {
      random.nextInt(4) == 0 ? Double.NaN : 80 + 20 * random.nextGaussian(),
      random.nextInt(3) == 0 ? Double.NaN : 97 + 3 * random.nextGaussian(),
      60 + 30 * random.nextGaussian(),
      random.nextInt(5) == 0 ? Double.NaN : random.nextInt(3)
    };
  }

  private static Example<Label> example(String label, double[] values) {
    ArrayExample<Label> example = new ArrayExample<>(new Label(label));
    INPUTS.terms(values, example::add);
    return example;
  }
}
