package dev.vigil.bench.features;

import dev.vigil.bench.monitor.EightVitals;
import dev.vigil.bench.paired.Work;
import dev.vigil.models.features.Statistic;
import dev.vigil.models.features.Window;
import dev.vigil.models.features.WindowFeatures;

/** A second in the life of the engine: what comes in, then all statistics of one window. */
final class EngineWindow implements Work<double[]> {
  private final WindowFeatures window;
  private final Arrivals arrivals;
  private final double[] values = new double[Statistic.values().length];
  private long now = EightVitals.START;

  /** One that has been full for a while. */
  EngineWindow(Window window, int latePercent) {
    this.window = new WindowFeatures(EightVitals.VITALS.get(0), window);
    this.arrivals = new Arrivals(latePercent);
    for (int i = 0; i < 2 * window.seconds(); i++) {
      once();
    }
  }

  /** The array is used again. */
  @Override
  public double[] once() {
    int readings = arrivals.at(now);
    for (int i = 0; i < readings; i++) {
      window.apply(arrivals.get(i), now);
    }
    window.at(now, values);
    now++;
    return values;
  }
}
