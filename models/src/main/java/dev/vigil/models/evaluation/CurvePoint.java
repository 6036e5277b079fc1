package dev.vigil.models.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decisions of a contestant at one threshold.
 *
 * @param threshold from which on it would decide that the event is to come
 * @param falsePositiveRate share of the negative rows that it decides so
 * @param recall share of the positive rows that it decides so
 * @param precision share of positive rows among those
 * @param utility normalised, see {@link SepsisUtility}; null where it is not defined
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CurvePoint(
    double threshold,
    @JsonProperty("false_positive_rate") double falsePositiveRate,
    double recall,
    double precision,
    @Nullable Double utility) {
  /** A point is left out where neither share has moved so much since the one before. */
  private static final double RESOLUTION = 0.005;

  /**
   * The points of all thresholds, thinned.
   *
   * @param order of the rows, see {@link RankedRows#order}
   */
  static List<CurvePoint> of(
      Cohort cohort, int[] order, double[] probabilities, UtilityStatistic utility) {
    int[] once = cohort.once();
    boolean[] labels = cohort.labels();
    long positives = 0;
    for (boolean label : labels) {
      positives += label ? 1 : 0;
    }
    List<CurvePoint> points = new ArrayList<>();
    long found = 0;
    double gain = 0;
    for (int place = 0; place < order.length; place++) {
      int row = order[place];
      found += labels[row] ? 1 : 0;
      gain += cohort.gain(row);
      boolean last = place + 1 == order.length;
      if (last || probabilities[order[place + 1]] < probabilities[row]) {
        double falseRate = (double) (place + 1 - found) / (double) (order.length - positives);
        double recall = (double) found / (double) positives;
        if (last || isFar(points, falseRate, recall)) {
          double worth = utility.ofGain(gain, once);
          points.add(
              new CurvePoint(
                  probabilities[row],
                  falseRate,
                  recall,
                  (double) found / (place + 1),
                  Double.isNaN(worth) ? null : worth));
        }
      }
    }
    return points;
  }

  private static boolean isFar(List<CurvePoint> points, double falseRate, double recall) {
    if (points.isEmpty()) {
      return true;
    }
    CurvePoint before = points.get(points.size() - 1);
    return falseRate - before.falsePositiveRate() >= RESOLUTION
        || recall - before.recall() >= RESOLUTION;
  }
}
