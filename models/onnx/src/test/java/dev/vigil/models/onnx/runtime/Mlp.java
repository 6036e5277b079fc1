package dev.vigil.models.onnx.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A multilayer perceptron with one hidden layer in plain Java: standardised inputs, ReLU, one
 * logit. It learns by stochastic gradient descent, and is written as an exporter writes one.
 */
final class Mlp {
  private final double[] mean;
  private final double[] scale;
  private final double[][] hidden;
  private final double[] hiddenBias;
  private final double[] out;
  private double outBias;

  private Mlp(double[] mean, double[] scale, int units, Random random) {
    this.mean = mean;
    this.scale = scale;
    this.hidden = new double[units][mean.length];
    this.hiddenBias = new double[units];
    this.out = new double[units];
    for (int unit = 0; unit < units; unit++) {
      Arrays.setAll(hidden[unit], i -> random.nextGaussian() * Math.sqrt(2.0 / mean.length));
      out[unit] = random.nextGaussian() * Math.sqrt(1.0 / units);
    }
  }

  /** Learns rows, all of which are known. */
  static Mlp learned(double[][] rows, boolean[] labels, int units, int epochs, long seed) {
    double[] mean = new double[rows[0].length];
    double[] scale = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      int input = i;
      mean[i] = (float) Arrays.stream(rows).mapToDouble(row -> row[input]).average().orElseThrow();
      double square =
          Arrays.stream(rows)
              .mapToDouble(row -> (row[input] - mean[input]) * (row[input] - mean[input]))
              .average()
              .orElseThrow();
      scale[i] = (float) Math.sqrt(square);
    }
    Random random = new Random(seed);
    Mlp mlp = new Mlp(mean, scale, units, random);
    for (int epoch = 0; epoch < epochs; epoch++) {
      double rate = 0.05 / (1 + epoch);
      for (int step = 0; step < rows.length; step++) {
        int row = random.nextInt(rows.length);
        mlp.step(rows[row], labels[row], rate);
      }
    }
    mlp.round();
    return mlp;
  }

  private void step(double[] row, boolean label, double rate) {
    double[] input = standardised(row);
    double[] units = units(input);
    double error = (label ? 1 : 0) - probability(logitOf(units));
    for (int unit = 0; unit < out.length; unit++) {
      double passed = units[unit] > 0 ? error * out[unit] : 0;
      out[unit] += rate * error * units[unit];
      hiddenBias[unit] += rate * passed;
      for (int i = 0; i < input.length; i++) {
        hidden[unit][i] += rate * passed * input[i];
      }
    }
    outBias += rate * error;
  }

  /** To what a file of floats holds. */
  private void round() {
    double[] bias = {outBias};
    round(bias);
    outBias = bias[0];
    round(hiddenBias);
    round(out);
    Arrays.stream(hidden).forEach(Mlp::round);
  }

  private static void round(double[] values) {
    Arrays.setAll(values, i -> (float) values[i]);
  }

  double logit(double... row) {
    return logitOf(units(standardised(row)));
  }

  private double logitOf(double[] units) {
    double sum = outBias;
    for (int unit = 0; unit < units.length; unit++) {
      sum += out[unit] * units[unit];
    }
    return sum;
  }

  /** With the exponential that is the same on each machine, and so is what was learned. */
  static double probability(double logit) {
    return 1 / (1 + StrictMath.exp(-logit));
  }

  private double[] standardised(double[] row) {
    double[] standardised = new double[row.length];
    Arrays.setAll(standardised, i -> (row[i] - mean[i]) / scale[i]);
    return standardised;
  }

  private double[] units(double[] input) {
    double[] units = new double[out.length];
    for (int unit = 0; unit < units.length; unit++) {
      double sum = hiddenBias[unit];
      for (int i = 0; i < input.length; i++) {
        sum += hidden[unit][i] * input[i];
      }
      units[unit] = Math.max(0, sum);
    }
    return units;
  }

  /** The file: one input {@code vitals}, outputs {@code logit} and {@code probability}. */
  byte[] toOnnx(int rows) {
    return graph(new OnnxFile().input("vitals", OnnxFile.FLOAT, rows, mean.length), "vitals")
        .output("logit", OnnxFile.FLOAT, rows, 1)
        .output("probability", OnnxFile.FLOAT, rows, 1)
        .toBytes();
  }

  /** Its nodes, from a tensor of all inputs to {@code logit} and {@code probability}. */
  OnnxFile graph(OnnxFile file, String from) {
    int units = out.length;
    double[] weights = new double[mean.length * units];
    for (int i = 0; i < mean.length; i++) {
      for (int unit = 0; unit < units; unit++) {
        weights[i * units + unit] = hidden[unit][i];
      }
    }
    return file.constant("mean", 1, mean.length, mean)
        .constant("scale", 1, mean.length, scale)
        .constant("w1", mean.length, units, weights)
        .constant("b1", 1, units, hiddenBias)
        .constant("w2", units, 1, out)
        .constant("b2", 1, 1, outBias)
        .node("Sub", List.of(from, "mean"), "centred")
        .node("Div", List.of("centred", "scale"), "standardised")
        .node("Gemm", List.of("standardised", "w1", "b1"), "h1")
        .node("Relu", List.of("h1"), "a1")
        .node("Gemm", List.of("a1", "w2", "b2"), "logit")
        .node("Sigmoid", List.of("logit"), "probability");
  }
}
