package dev.vigil.models.training.forecast;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.features.Statistic;
import dev.vigil.models.features.Window;
import dev.vigil.models.forecast.ForecastTask;
import dev.vigil.models.training.RecordedStay;
import dev.vigil.models.training.TrainingRow;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of recorded subjects. Features and baselines see what was known at each row, in the
 * order in which it became known; only what is to be forecast comes from later.
 */
public final class ForecastRows {
  /** Over which the baseline's line is laid. */
  static final int LINE_SECONDS = 1_800;

  private final ForecastTask task;
  private final VitalSign vital;
  private final List<String> features;
  private final List<ForecastRow> rows = new ArrayList<>();
  private long refused;
  private long withoutOutcome;

  public ForecastRows(ForecastTask task) {
    this.task = requireNonNull(task, "task is null");
    this.vital = VitalSigns.catalogue().get(task.vital());
    this.features = features(task.vital());
  }

  /**
   * What a forecast learns from: latest value, level, spread, extremes and trend over 1, 8 and 24
   * hours, and what is usual for the subject. How often the sensor spoke is left out: it says
   * something about a study's sensors.
   */
  static List<String> features(String vital) {
    List<String> features = new ArrayList<>(List.of(FeatureCatalogue.last(vital)));
    for (Window window : List.of(Window.HOUR_1, Window.HOURS_8, Window.HOURS_24)) {
      for (Statistic statistic :
          List.of(
              Statistic.MEAN,
              Statistic.SD,
              Statistic.MIN,
              Statistic.MAX,
              Statistic.SLOPE,
              Statistic.CHANGE)) {
        features.add(FeatureCatalogue.name(vital, statistic, window));
      }
    }
    features.add(vital + ".baseline.centre");
    features.add(vital + ".baseline.change");
    return List.copyOf(features);
  }

  /** Adds the rows of one subject. */
  public void add(RecordedStay stay) {
    TreeMap<Long, Double> truth = new TreeMap<>();
    stay.rows().forEach(row -> take(row, truth));
    TreeMap<Long, Double> known = new TreeMap<>();
    int next = 0;
    for (TrainingRow row : stay.trainingRows()) {
      while (next < stay.rows().size() && stay.rows().get(next).time() <= row.time()) {
        take(stay.rows().get(next), known);
        next++;
      }
      add(row, known, truth);
    }
  }

  private void take(RecordedStay.Row row, Map<Long, Double> values) {
    for (Reading reading : row.readings()) {
      if (reading.vital().equals(task.vital())) {
        values.put(reading.measured(), vital.toDecimal(reading.value()).doubleValue());
      }
    }
  }

  private void add(
      TrainingRow row, NavigableMap<Long, Double> known, NavigableMap<Long, Double> truth) {
    FeatureVector vector = row.vector();
    if (task.refusal(vector) != null) {
      refused++;
      return;
    }
    double age = value(vector, FeatureCatalogue.age(task.vital()));
    long measured = vector.known() - Math.round(age);
    Double actual = nearest(truth, measured + task.aheadSeconds());
    if (actual == null) {
      withoutOutcome++;
      return;
    }
    double last = value(vector, task.last());
    double slope = slope(known.subMap(measured - LINE_SECONDS, true, measured, true));
    double extrapolated = last + slope * task.aheadSeconds();
    rows.add(
        new ForecastRow(row.patient(), row.time(), values(vector), last, extrapolated, actual));
  }

  private @Nullable Double nearest(NavigableMap<Long, Double> truth, long second) {
    Map.Entry<Long, Double> before = truth.floorEntry(second);
    Map.Entry<Long, Double> after = truth.ceilingEntry(second);
    long early = before == null ? Long.MAX_VALUE : second - before.getKey();
    long late = after == null ? Long.MAX_VALUE : after.getKey() - second;
    Map.Entry<Long, Double> found = early <= late ? before : after;
    return found == null || Math.min(early, late) > task.toleranceSeconds()
        ? null
        : found.getValue();
  }

  /** Least-squares slope per second; 0 of a single value. */
  static double slope(Map<Long, Double> values) {
    double meanTime = values.keySet().stream().mapToLong(time -> time).average().orElse(0);
    double mean = values.values().stream().mapToDouble(value -> value).average().orElse(0);
    double covariation = 0;
    double spread = 0;
    for (Map.Entry<Long, Double> value : values.entrySet()) {
      double time = value.getKey() - meanTime;
      covariation += time * (value.getValue() - mean);
      spread += time * time;
    }
    return spread == 0 ? 0 : covariation / spread;
  }

  private double[] values(FeatureVector vector) {
    return features.stream().mapToDouble(feature -> value(vector, feature)).toArray();
  }

  private static double value(FeatureVector vector, String feature) {
    return vector.values().getOrDefault(feature, Double.NaN);
  }

  /** The rows so far. */
  public List<ForecastRow> rows() {
    return List.copyOf(rows);
  }

  /** Names of the rows' values. */
  public List<String> features() {
    return features;
  }

  /** What is forecast. */
  public ForecastTask task() {
    return task;
  }

  /** Moments at which nothing can be forecast, live neither. */
  public long refused() {
    return refused;
  }

  /** Moments of which nobody knows what came. */
  public long withoutOutcome() {
    return withoutOutcome;
  }
}
