package dev.vigil.bench.features;

import static java.util.Objects.requireNonNull;

import dev.vigil.bench.monitor.EightVitals;
import dev.vigil.bench.paired.Work;
import dev.vigil.models.features.FeatureOutput.VectorOut;
import dev.vigil.models.features.FeatureReplay;
import dev.vigil.schemas.FeatureVector;
import org.jspecify.annotations.Nullable;

/** The feature engine as the features job runs it, without the cluster around it. */
final class EngineWork implements Work<FeatureVector> {
  static final String PATIENT = "bench";

  private final FeatureReplay replay;
  private long now = EightVitals.START;
  private long offset;
  private @Nullable FeatureVector vector;

  /**
   * An engine that has followed the patient for a while.
   *
   * @param intervals how many intervals long
   */
  EngineWork(int intervals) {
    replay =
        new FeatureReplay(
            FeaturesBench.SETTINGS,
            (patient, number, output) -> {
              if (output instanceof VectorOut out) {
                vector = out.vector();
              }
            });
    next();
    replay.advance(now);
    for (int i = 0; i < intervals; i++) {
      once();
    }
  }

  @Override
  public FeatureVector once() {
    vector = null;
    for (int i = 0; i < FeaturesBench.INTERVAL_SECONDS; i++) {
      next();
    }
    replay.advance(now);
    return requireNonNull(vector, "no vector came when it was due");
  }

  private void next() {
    replay.record(new FeatureReplay.Entry(offset, now, EightVitals.at(PATIENT, now)));
    offset++;
    now++;
  }
}
