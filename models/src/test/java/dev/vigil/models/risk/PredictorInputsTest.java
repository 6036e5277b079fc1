package dev.vigil.models.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PredictorInputsTest {
  /** Many are equally large, and some are 0. */
  @Property
  void largest_ofAnyContributions_areTheFirstEightInOrder(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 30) int inputs) {
    // given
    Random random = new Random(seed);
    double[] row = random.ints(inputs, -6, 7).asDoubleStream().toArray();
    Same predictor = new Same(IntStream.range(0, inputs).mapToObj(i -> "in-" + i).toList());

    // when
    Map<String, Double> largest = new PredictorInputs("m", predictor).largest(row, -2);
    List<PredictorInputs.Contribution> fair =
        new PredictorInputs("m", predictor).largestFair(row, -2);

    // then
    List<String> expected =
        IntStream.range(0, inputs)
            .filter(i -> row[i] != 0)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> -Math.abs(row[i]))
                    .thenComparing(predictor.inputs()::get))
            .limit(8)
            .map(predictor.inputs()::get)
            .toList();
    assertThat(fair).extracting(PredictorInputs.Contribution::input).isEqualTo(expected);
    assertThat(fair).allMatch(each -> each.amount() == -2 * row[each.place()]);
    assertThat(largest)
        .isEqualTo(
            fair.stream()
                .collect(
                    Collectors.toMap(
                        PredictorInputs.Contribution::input,
                        PredictorInputs.Contribution::amount)));
  }

  /** Each input adds itself. */
  private record Same(List<String> inputs) implements Predictor {
    @Override
    public double margin(double[] row) {
      return 0;
    }

    @Override
    public double base() {
      return 0;
    }

    @Override
    public double[] contributions(double[] row) {
      return row.clone();
    }
  }
}
