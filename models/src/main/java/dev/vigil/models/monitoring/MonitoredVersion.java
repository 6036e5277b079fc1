package dev.vigil.models.monitoring;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.scores.Model;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model that is watched.
 *
 * @param model what it is
 * @param reference what it was trained on; null if its bundle doesn't say
 * @param inputs features that are counted: those of the reference, else all that it looks at
 * @param since instant of its first entry in the ledger; nothing before counts
 */
public record MonitoredVersion(
    Model model, @Nullable Reference reference, List<String> inputs, long since) {
  private static final List<Double> TENTHS = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

  /** Points of early warning scores: all up to 10 for themselves. */
  private static final List<Double> POINTS =
      List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 15.0);

  public MonitoredVersion {
    requireNonNull(model, "model is null");
    inputs = List.copyOf(inputs);
  }

  /** A version with what its bundle knows of its training. */
  public static MonitoredVersion of(Model model, @Nullable Reference reference, long since) {
    List<String> inputs =
        new ArrayList<>(reference == null ? model.features() : reference.inputs().keySet());
    return new MonitoredVersion(model, reference, inputs, since);
  }

  /** {@code model:version}. */
  public String id() {
    return model.name() + ":" + model.version();
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
    return model instanceof RiskModel ? TENTHS : POINTS;
  }
}
