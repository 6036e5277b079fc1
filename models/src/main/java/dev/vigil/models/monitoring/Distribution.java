package dev.vigil.models.monitoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * How a number was distributed: rows by bin, and rows in which it was unknown. A value belongs to
 * the first bin whose upper edge it doesn't exceed; the last bin has none. Values and edges are
 * compared as floats, which is how training sees them: 98.6 as a double lies above its own float.
 *
 * @param edges upper edges, rising, one fewer than bins
 * @param counts rows in each bin
 * @param unknown rows without a value
 */
public record Distribution(List<Double> edges, List<Long> counts, long unknown) {
  /** So many bins, where there are enough different values: deciles are usual for the PSI. */
  public static final int BINS = 10;

  public Distribution {
    edges = List.copyOf(edges);
    counts = List.copyOf(counts);
    if (counts.size() != edges.size() + 1) {
      throw new IllegalArgumentException(
          counts.size() + " bins have " + edges.size() + " edges, expected one fewer than bins");
    }
    for (int i = 1; i < edges.size(); i++) {
      if (!(edges.get(i).floatValue() > edges.get(i - 1).floatValue())) {
        throw new IllegalArgumentException(
            "edge " + edges.get(i) + " is not above the one before, " + edges.get(i - 1));
      }
    }
    if (unknown < 0 || counts.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("a count is below 0, expected 0 or more");
    }
  }

  /**
   * The distribution of values over bins of as equal a number of rows as equal values, which stay
   * together, allow.
   *
   * @param values of all rows; one that is not finite is unknown
   */
  public static Distribution of(double[] values) {
    float[] known = known(values);
    List<Double> edges = new ArrayList<>();
    for (int i = 1; i < BINS && known.length > 0; i++) {
      float edge = known[(int) (((long) i * known.length + BINS - 1) / BINS) - 1];
      boolean isHigher = edges.isEmpty() || edge > edges.get(edges.size() - 1).floatValue();
      if (isHigher && edge < known[known.length - 1]) {
        edges.add(Double.valueOf(Float.toString(edge)));
      }
    }
    return over(edges, values);
  }

  /** The distribution of values over given bins. */
  public static Distribution over(List<Double> edges, double[] values) {
    long[] counts = new long[edges.size() + 1];
    long unknown = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        counts[bin(edges, value)]++;
      } else {
        unknown++;
      }
    }
    return new Distribution(edges, Arrays.stream(counts).boxed().toList(), unknown);
  }

  private static float[] known(double[] values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    float[] known = new float[sorted.length];
    for (int i = 0; i < known.length; i++) {
      known[i] = (float) sorted[i];
    }
    return known;
  }

  /** The bin of a value, from 0. */
  static int bin(List<Double> edges, double value) {
    int bin = 0;
    while (bin < edges.size() && (float) value > edges.get(bin).floatValue()) {
      bin++;
    }
    return bin;
  }

  /** All rows. */
  public long rows() {
    return known() + unknown;
  }

  /** Rows with a value. */
  public long known() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** The share of the rows without a value, 0 to 1; 0 where there is no row. */
  public double unknownShare() {
    return rows() == 0 ? 0 : (double) unknown / (double) rows();
  }

  /**
   * The distribution of what becomes of the values. Bins whose edges meet become one.
   *
   * @param map rising, or at least never falling
   */
  public Distribution mapped(DoubleUnaryOperator map) {
    List<Double> moved = new ArrayList<>();
    List<Long> merged = new ArrayList<>();
    long open = 0;
    for (int i = 0; i < edges.size(); i++) {
      open += counts.get(i);
      double edge = map.applyAsDouble(edges.get(i));
      if (moved.isEmpty() || (float) edge > moved.get(moved.size() - 1).floatValue()) {
        moved.add(edge);
        merged.add(open);
      } else {
        merged.set(merged.size() - 1, merged.get(merged.size() - 1) + open);
      }
      open = 0;
    }
    merged.add(counts.get(edges.size()));
    return new Distribution(moved, merged, unknown);
  }
}
