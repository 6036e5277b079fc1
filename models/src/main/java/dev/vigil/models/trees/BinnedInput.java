package dev.vigil.models.trees;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/**
 * One input of trees that look at numbers of bins instead of values: 0 is an unknown value, 1 a
 * value below the first edge, and so on up to one more than there are edges.
 *
 * @param feature name of the feature
 * @param edges rising, in the feature's unit; a value on an edge belongs above it
 */
public record BinnedInput(
    @JsonProperty("feature") String feature, @JsonProperty("edges") double[] edges) {
  /** The bin of an unknown value, below all others. */
  static final int UNKNOWN = 0;

  public BinnedInput {
    requireNonNull(feature, "feature is null");
    edges = edges.clone();
    for (int i = 1; i < edges.length; i++) {
      if (!(edges[i - 1] < edges[i])) {
        throw new IllegalArgumentException(
            "edge %s of input %s follows %s, expected rising ones"
                .formatted(edges[i], feature, edges[i - 1]));
      }
    }
  }

  /**
   * Makes bins in which the known values are spread as evenly as may be; of few different ones each
   * has its own.
   *
   * @param known at least one value, rising
   * @param most bins
   */
  public static BinnedInput of(String feature, double[] known, int most) {
    double[] different = Arrays.stream(known).distinct().toArray();
    double[] edges = new double[Math.min(most, different.length) - 1];
    boolean eachItsOwn = different.length <= most;
    for (int i = 0; i < edges.length; i++) {
      int rank = (int) ((long) (i + 1) * known.length / most);
      edges[i] = eachItsOwn ? different[i + 1] : known[rank];
    }
    double lowest = known[0];
    return new BinnedInput(
        feature, Arrays.stream(edges).distinct().filter(edge -> edge > lowest).toArray());
  }

  /** The bin of a value, {@link #UNKNOWN} of NaN. */
  int bin(double value) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    int found = Arrays.binarySearch(edges, value);
    return found >= 0 ? found + 2 : -found;
  }

  /** The least value of a bin; the first one has any that is known. */
  double least(int bin) {
    return bin == UNKNOWN + 1 ? Double.NEGATIVE_INFINITY : edges[bin - 2];
  }

  /** The highest bin. */
  int highest() {
    return edges.length + 1;
  }
}
