package dev.vigil.models.monitoring;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What training looked like, as a bundle carries it: the yardstick of a live monitor.
 *
 * @param source where the rows are from, for people
 * @param patients who were seen
 * @param rows of them
 * @param inputs by feature
 * @param score what the model says: a trained one of patients whom it hadn't seen, where that is
 *     known; null where a later calibration left nothing to compare with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reference(
    String source,
    long patients,
    long rows,
    SortedMap<String, Distribution> inputs,
    @Nullable Distribution score) {
  public Reference {
    requireNonNull(source, "source is null");
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    if (patients < 1 || rows < patients) {
      throw new IllegalArgumentException(
          "a reference of " + patients + " patients has " + rows + " rows, expected some of each");
    }
  }

  /** The same with other scores of the same rows, in the same order. */
  public Reference scored(DoubleUnaryOperator map) {
    return new Reference(source, patients, rows, inputs, score == null ? null : score.mapped(map));
  }

  /** The same without what the model says. */
  public Reference unscored() {
    return new Reference(source, patients, rows, inputs, null);
  }
}
