package dev.vigil.models.features;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSign;
import java.util.Arrays;
import java.util.List;

/**
 * One window of one vital sign of one patient: the engine as a vector sees it, without the vector.
 * Readings go in as the features job gives them to the engine, one by one; the statistics come out
 * at any instant.
 */
public final class WindowFeatures {
  private final String vital;
  private final Window window;
  private final Scale scale;
  private final List<Statistic> defined;
  private final VitalParts parts = new InMemoryVitalParts();

  public WindowFeatures(VitalSign vital, Window window) {
    this.vital = vital.id();
    this.window = requireNonNull(window, "window is null");
    this.scale = Scale.of(vital);
    this.defined =
        Arrays.stream(Statistic.values())
            .filter(statistic -> statistic.isDefinedFor(vital))
            .toList();
  }

  /** Lets a reading count if it may, at {@code now}, which never goes back. */
  public Judgement apply(Reading reading, long now) {
    VitalState state = VitalState.open(vital, scale, parts);
    Judgement judgement = state.apply(reading, now);
    state.save();
    return judgement;
  }

  /**
   * Computes all statistics.
   *
   * @param now not before that of any reading
   * @param values takes each at its statistic's ordinal; NaN where it isn't defined or known
   */
  public void at(long now, double[] values) {
    Arrays.fill(values, Double.NaN);
    Summary summary = VitalState.open(vital, scale, parts).over(window, now);
    if (summary.count() > 0) {
      for (Statistic statistic : defined) {
        values[statistic.ordinal()] = statistic.of(summary, scale.steps());
      }
    }
  }
}
