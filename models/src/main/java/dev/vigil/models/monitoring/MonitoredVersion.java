package dev.vigil.models.monitoring;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Score;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model that is watched.
 *
 * @param model its name
 * @param threshold probability from which on it warns; null of a model that gives none
 * @param reference what it was trained on; null if its bundle doesn't say
 * @param inputs features that are counted: those of the reference, else all that it looks at
 * @param since instant of its first entry in the ledger; nothing before counts
 */
public record MonitoredVersion(
    String model,
    String version,
    @Nullable Double threshold,
    @Nullable Reference reference,
    List<String> inputs,
    long since) {
  private static final List<Double> TENTHS = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

  /** Points of early warning scores: all up to 10 for themselves. */
  private static final List<Double> POINTS =
      List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 15.0);

  public MonitoredVersion {
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    inputs = List.copyOf(inputs);
  }

  /**
   * A version with what its bundle knows of its training.
   *
   * @param features all that it looks at
   */
  public static MonitoredVersion of(
      String model,
      String version,
      @Nullable Double threshold,
      @Nullable Reference reference,
      Collection<String> features,
      long since) {
    Collection<String> inputs = reference == null ? features : reference.inputs().keySet();
    return new MonitoredVersion(model, version, threshold, reference, List.copyOf(inputs), since);
  }

  /** {@code model:version}. */
  public String id() {
    return Score.modelVersion(model, version);
  }

  boolean warns(Score score) {
    Double value = score.value();
    return threshold != null && value != null && value >= threshold;
  }

  /** Bins of an input; none where there is nothing to compare with. */
  List<Double> edges(int place) {
    Distribution expected = reference == null ? null : reference.inputs().get(inputs.get(place));
    return expected == null ? List.of() : expected.edges();
  }

  /** Bins of what it says. */
  List<Double> scoreEdges() {
    if (reference != null && reference.score() != null) {
      return reference.score().edges();
    }
    return threshold == null ? POINTS : TENTHS;
  }
}
