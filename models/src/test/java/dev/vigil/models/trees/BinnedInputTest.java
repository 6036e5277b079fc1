package dev.vigil.models.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BinnedInputTest {
  @Test
  void fewDifferentValues_haveABinEach() {
    BinnedInput input = BinnedInput.of("static.sex", new double[] {0, 0, 0, 0, 0, 0, 0, 1}, 4);

    assertThat(input.edges()).containsExactly(1);
    assertThat(input.bin(Double.NaN)).isZero();
    assertThat(input.bin(0)).isEqualTo(1);
    assertThat(input.bin(1)).isEqualTo(2);
    assertThat(input.highest()).isEqualTo(2);
  }

  @Test
  void manyValues_areSpreadEvenlyOverTheBins() {
    double[] known = DoubleStream.iterate(0, value -> value + 1).limit(100).toArray();

    BinnedInput input = BinnedInput.of("heart-rate.last", known, 4);

    assertThat(input.edges()).containsExactly(25, 50, 75);
    assertThat(input.bin(-1e9)).isEqualTo(1);
    assertThat(input.bin(24.999)).isEqualTo(1);
    assertThat(input.bin(25)).isEqualTo(2);
    assertThat(input.bin(1e9)).isEqualTo(input.highest()).isEqualTo(4);
  }

  @Test
  void value_thatFillsSeveralBins_hasOne() {
    double[] known = {3, 3, 3, 3, 3, 3, 4, 5};

    assertThat(BinnedInput.of("fio2.last", known, 2).edges()).isEmpty();
    assertThat(BinnedInput.of("fio2.last", new double[] {3, 3, 3, 4, 4, 4, 4, 5}, 2).edges())
        .containsExactly(4);
    assertThat(BinnedInput.of("fio2.last", new double[] {3, 3}, 2).edges()).isEmpty();
  }

  @Test
  void leastValueOfABin_isInIt_andTheNextLowerOneIsNot() {
    BinnedInput input = new BinnedInput("lactate.last", new double[] {1.5, 2, 4});

    for (int bin = 1; bin <= input.highest(); bin++) {
      double least = input.least(bin);
      assertThat(input.bin(least)).isEqualTo(bin);
      assertThat(input.bin(Math.nextDown(least))).isEqualTo(Math.max(1, bin - 1));
    }
  }

  @Test
  void edges_thatDontRise_areRefused() {
    assertThatThrownBy(() -> new BinnedInput("lactate.last", new double[] {2, 2}))
        .hasMessageContaining("edge 2.0 of input lactate.last follows 2.0");
  }
}
