package dev.vigil.bench.features;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.features.Statistic;
import dev.vigil.models.features.Window;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSign;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;

/** The raw readings of one vital sign, and its features computed from them anew each time. */
final class RawVital {
  /** A day at 1 Hz, and the oldest cell that is never cut. */
  private static final int MOST = 86_400 + 900;

  private static final Statistic[] STATISTICS = Statistic.values();

  private final Ordinary ordinary;
  private final Series readings = new Series(MOST);
  private final QuarterMeans quarters;
  private final WholeStay stay;
  private final Map<Window, NaiveWindow> windows = new EnumMap<>(Window.class);
  private final Map<Window, String[]> names = new EnumMap<>(Window.class);
  private final double[] values = new double[STATISTICS.length];
  private final String last;
  private final String age;

  RawVital(VitalSign vital) {
    ordinary = Ordinary.of(vital);
    quarters = new QuarterMeans(vital.id(), ordinary);
    stay = new WholeStay(vital.id(), ordinary.steps());
    last = FeatureCatalogue.last(vital.id());
    age = FeatureCatalogue.age(vital.id());
    for (Window window : Window.values()) {
      windows.put(window, new NaiveWindow(vital, window, MOST));
      String[] ofWindow = new String[STATISTICS.length];
      for (Statistic statistic : STATISTICS) {
        ofWindow[statistic.ordinal()] = FeatureCatalogue.name(vital.id(), statistic, window);
      }
      names.put(window, ofWindow);
    }
  }

  void add(Reading reading) {
    readings.add(reading.measured(), reading.value());
    quarters.add(reading.measured(), reading.value());
    stay.add(reading.value());
  }

  /** The latest value in its unit. */
  double latest() {
    return readings.value(readings.size() - 1) / ordinary.steps();
  }

  Series readings() {
    return readings;
  }

  /** Adds all features at {@code now}, which is after the latest reading. */
  void addTo(SortedMap<String, Double> features, long now) {
    features.put(last, latest());
    features.put(age, (double) (now - readings.measured(readings.size() - 1)));
    stay.addTo(features, latest());
    for (Window window : Window.values()) {
      requireNonNull(windows.get(window)).at(readings, now, values);
      String[] ofWindow = requireNonNull(names.get(window));
      for (int i = 0; i < values.length; i++) {
        if (Double.isFinite(values[i])) {
          features.put(ofWindow[i], values[i]);
        }
      }
      if (window == Window.HOUR_1) {
        quarters.addTo(features, now, values[Statistic.MEAN.ordinal()]);
      }
    }
  }
}
