package dev.vigil.models.onnx;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.risk.Predictor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An ONNX model over its own inputs. It is a black box; what an input has to do with the answer is
 * found by trying: from a declared reference row, the inputs are set to this row's values one after
 * the other, and each change of the log-odds goes to the input that was set. The mean over some
 * orders, each forwards and backwards, is an estimate of the Shapley value against that reference
 * (J. Castro et al. 2009, "Polynomial calculation of the Shapley value based on sampling"; with
 * reversed orders R. Mitchell et al. 2022, "Sampling permutations for Shapley value estimation").
 * It always sums up to the distance from the reference, and it is the Shapley value itself where no
 * more than two inputs at a time act together. The orders are fixed: the same row gives the same
 * answer.
 */
final class OnnxPredictor implements Predictor {
  /** Pairs of an order and its reverse, if there are few inputs. */
  private static final int MOST_PAIRS = 8;

  /** About so many rows are tried for an explanation, and one pair of orders at least. */
  private static final int ROWS = 512;

  private static final long SEED = 1;

  private final OnnxFunction function;
  private final double[] reference;
  private final double base;
  private final int[][] orders;

  /**
   * A model that was tried on its reference.
   *
   * @param reference a value of each input, in the model's units: what contributions are distances
   *     from
   * @throws OnnxException if the model has no finite answer there
   */
  OnnxPredictor(OnnxFunction function, double[] reference) throws OnnxException {
    this.function = requireNonNull(function, "function is null");
    this.reference = reference.clone();
    this.base = function.tried(reference);
    if (!Double.isFinite(base)) {
      throw new OnnxException("the model has no finite answer for the reference row");
    }
    this.orders = orders(reference.length);
  }

  private static int[][] orders(int inputs) {
    int[][] orders = new int[MOST_PAIRS][];
    orders[0] = IntStream.range(0, inputs).toArray();
    Random random = new Random(SEED);
    for (int pair = 1; pair < MOST_PAIRS; pair++) {
      orders[pair] = orders[pair - 1].clone();
      for (int i = inputs - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        int kept = orders[pair][i];
        orders[pair][i] = orders[pair][other];
        orders[pair][other] = kept;
      }
    }
    return orders;
  }

  @Override
  public List<String> inputs() {
    return function.names();
  }

  @Override
  public double margin(double[] row) {
    return function.logOdds(new double[][] {row})[0];
  }

  @Override
  public double base() {
    return base;
  }

  /**
   * See the class.
   *
   * @return all 0 if the model has no finite answer somewhere on the way: no explanation
   */
  @Override
  public double[] contributions(double[] row) {
    int[] changed =
        IntStream.range(0, row.length)
            .filter(i -> Double.compare(row[i], reference[i]) != 0)
            .toArray();
    double[] contributions = new double[row.length];
    if (changed.length == 0) {
      return contributions;
    }
    int pairs = pairs(changed.length);
    double[] tried = function.logOdds(rows(row, changed, pairs));
    int at = 2;
    for (int pair = 0; pair < pairs; pair++) {
      int[] order = only(changed, orders[pair]);
      at = add(order, tried, at, pairs, contributions);
      at = add(reversed(order), tried, at, pairs, contributions);
    }
    boolean isFinite = DoubleStream.of(contributions).allMatch(Double::isFinite);
    return isFinite ? contributions : new double[row.length];
  }

  /** With two inputs, one pair is all orders there are. */
  private static int pairs(int changed) {
    return changed <= 2 ? 1 : Math.max(1, Math.min(MOST_PAIRS, ROWS / (2 * changed)));
  }

  /** Reference and row, then what lies between them on each way. */
  private double[][] rows(double[] row, int[] changed, int pairs) {
    double[][] rows = new double[2 + 2 * pairs * (changed.length - 1)][];
    rows[0] = reference;
    rows[1] = row;
    int next = 2;
    for (int pair = 0; pair < pairs; pair++) {
      int[] order = only(changed, orders[pair]);
      next = between(order, row, rows, next);
      next = between(reversed(order), row, rows, next);
    }
    return rows;
  }

  private static int between(int[] order, double[] row, double[][] rows, int from) {
    int next = from;
    double[] before = rows[0];
    for (int i = 0; i < order.length - 1; i++) {
      double[] set = before.clone();
      set[order[i]] = row[order[i]];
      rows[next++] = set;
      before = set;
    }
    return next;
  }

  /** Adds one way's part of the mean; returns where the next one begins. */
  private static int add(int[] order, double[] tried, int from, int pairs, double[] contributions) {
    int next = from;
    double before = tried[0];
    for (int i = 0; i < order.length; i++) {
      double after = i == order.length - 1 ? tried[1] : tried[next++];
      contributions[order[i]] += (after - before) / (2 * pairs);
      before = after;
    }
    return next;
  }

  private static int[] only(int[] changed, int[] order) {
    return Arrays.stream(order).filter(i -> Arrays.binarySearch(changed, i) >= 0).toArray();
  }

  private static int[] reversed(int[] order) {
    return IntStream.range(0, order.length).map(i -> order[order.length - 1 - i]).toArray();
  }
}
