package dev.vigil.models.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against Shapley's definition: the mean over all sets of other inputs that may be known. */
class TreeShapTest {
  private static final int INPUTS = 5;
  private static final double EXACT = 1e-9;

  /** Deeper than there are inputs, so that one decides several times on a way. */
  @Property(tries = 300)
  void valuesOfAnyTrees_areShapleys(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 11) int depth) {
    // given
    Random random = new Random(seed);
    TreeEnsembleBuilder builder = new TreeEnsembleBuilder(INPUTS);
    builder.tree(grown(builder, random, depth));
    builder.tree(grown(builder, random, depth / 2));
    TreeEnsemble trees = builder.build();
    double[] row = row(random);

    // when
    double[] shap = TreeShap.of(trees, row);

    // then
    double[] expected = expected(trees, row);
    assertThat(trees.expected() + Arrays.stream(shap).sum())
        .isCloseTo(trees.predict(row), within(EXACT));
    for (int input = 0; input < INPUTS; input++) {
      assertThat(shap[input]).isCloseTo(shapley(expected, input), within(EXACT));
    }
  }

  private static int grown(TreeEnsembleBuilder builder, Random random, int depth) {
    if (depth == 0 || random.nextInt(8) == 0) {
      double cover = random.nextInt(20) == 0 ? Float.MIN_NORMAL : 0.01 + random.nextDouble();
      return builder.leaf(random.nextGaussian(), cover);
    }
    int below = grown(builder, random, depth - 1);
    int other = grown(builder, random, depth - 1);
    return builder.split(
        random.nextInt(INPUTS), random.nextGaussian(), below, other, random.nextBoolean());
  }

  private static double[] row(Random random) {
    return random
        .doubles(INPUTS, -2, 2)
        .map(value -> random.nextInt(4) == 0 ? Double.NaN : value)
        .toArray();
  }

  /** By the set of known inputs, a bit for each: what all trees together expect. */
  private static double[] expected(TreeEnsemble trees, double[] row) {
    return IntStream.range(0, 1 << INPUTS)
        .mapToDouble(
            known ->
                Arrays.stream(trees.roots()).mapToDouble(of -> at(of, trees, row, known)).sum())
        .toArray();
  }

  /** Where an input isn't known, both ways count by their cover. */
  private static double at(int node, TreeEnsemble trees, double[] row, int known) {
    TreeEnsemble.Nodes nodes = trees.nodes();
    int feature = nodes.feature()[node];
    if (feature == TreeEnsemble.LEAF) {
      return nodes.value()[node];
    }
    if (((known >> feature) & 1) == 1) {
      return at(nodes.next(node, row), trees, row, known);
    }
    int left = nodes.left()[node];
    int right = nodes.right()[node];
    double cover = nodes.cover()[left] + nodes.cover()[right];
    return (nodes.cover()[left] * at(left, trees, row, known)
            + nodes.cover()[right] * at(right, trees, row, known))
        / cover;
  }

  private static double shapley(double[] expected, int input) {
    double sum = 0;
    for (int known = 0; known < expected.length; known++) {
      if (((known >> input) & 1) == 0) {
        double gain = expected[known | (1 << input)] - expected[known];
        sum += gain / (INPUTS * choose(INPUTS - 1, Integer.bitCount(known)));
      }
    }
    return sum;
  }

  private static double choose(int from, int howMany) {
    double ways = 1;
    for (int i = 1; i <= howMany; i++) {
      ways = ways * (from - howMany + i) / i;
    }
    return ways;
  }
}
