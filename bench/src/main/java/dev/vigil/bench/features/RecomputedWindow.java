package dev.vigil.bench.features;

import dev.vigil.bench.monitor.EightVitals;
import dev.vigil.bench.paired.Work;
import dev.vigil.models.features.Statistic;
import dev.vigil.models.features.Window;
import dev.vigil.schemas.Reading;

/** The same second with every statistic computed anew. */
final class RecomputedWindow implements Work<double[]> {
  private final Series readings;
  private final NaiveWindow window;
  private final Arrivals arrivals;
  private final double[] values = new double[Statistic.values().length];
  private long now = EightVitals.START;

  /** One that has been full for a while. */
  RecomputedWindow(Window window, int latePercent) {
    int most = window.seconds() + Math.max(window.cellSeconds(), 1);
    this.readings = new Series(most);
    this.window = new NaiveWindow(EightVitals.VITALS.get(0), window, most);
    this.arrivals = new Arrivals(latePercent);
    for (int i = 0; i < 2 * window.seconds(); i++) {
      hear();
    }
  }

  /** The array is used again. */
  @Override
  public double[] once() {
    hear();
    window.at(readings, now - 1, values);
    return values;
  }

  private void hear() {
    int coming = arrivals.at(now);
    for (int i = 0; i < coming; i++) {
      Reading reading = arrivals.get(i);
      readings.add(reading.measured(), reading.value());
    }
    now++;
  }
}
