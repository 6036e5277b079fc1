package dev.vigil.models.forecast;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.features.Statistic;
import dev.vigil.models.features.Window;
import dev.vigil.schemas.FeatureVector;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is forecast, and of whom: the value of a vital sign so long after its latest value. The same
 * rule says in training and on the ward where there is too little to forecast from.
 *
 * @param vital id of an entry of the catalogue
 * @param aheadSeconds from the latest value's measured second to that of the forecast
 * @param toleranceSeconds by which a reading may miss that second and still be what came
 * @param oldestSeconds how old the latest value may be
 * @param leastReadings how many readings the last hour must have
 */
public record ForecastTask(
    String vital,
    @JsonProperty("ahead_s") int aheadSeconds,
    @JsonProperty("tolerance_s") int toleranceSeconds,
    @JsonProperty("oldest_s") int oldestSeconds,
    @JsonProperty("least_readings") int leastReadings) {
  /** {@link dev.vigil.schemas.Score#reason}: there is no value, or the latest is too old. */
  public static final String NO_CURRENT_VALUE = "no-current-value";

  /** {@link dev.vigil.schemas.Score#reason}: the last hour has too few values. */
  public static final String TOO_FEW_VALUES = "too-few-values";

  /**
   * Glucose of a sensor that gives a value every 5 minutes, 30 minutes ahead. A value is too old
   * when two were missed, and an hour has to have half of its values.
   */
  public static final ForecastTask GLUCOSE_30_MIN =
      new ForecastTask(FeatureCatalogue.INTERSTITIAL_GLUCOSE, 1_800, 150, 900, 6);

  /** What a bundle of {@link #GLUCOSE_30_MIN} predicts. */
  public static final String GLUCOSE_30_MIN_LABEL = "glucose-30min";

  public ForecastTask {
    requireNonNull(vital, "vital is null");
    if (aheadSeconds < 1 || toleranceSeconds < 0 || oldestSeconds < 0 || leastReadings < 1) {
      throw new IllegalArgumentException(
          "forecast of %d s, tolerance %d s, oldest %d s, %d readings: expected 1 or more ahead and readings, and nothing below 0"
              .formatted(aheadSeconds, toleranceSeconds, oldestSeconds, leastReadings));
    }
  }

  /** Name of the latest value. */
  @JsonIgnore
  public String last() {
    return FeatureCatalogue.last(vital);
  }

  /** The features that {@link #refusal} and the forecast's starting point need. */
  @JsonIgnore
  public SortedSet<String> features() {
    return new TreeSet<>(List.of(last(), FeatureCatalogue.age(vital), count()));
  }

  private String count() {
    return FeatureCatalogue.name(vital, Statistic.COUNT, Window.HOUR_1);
  }

  /** Why nothing can be forecast from a vector, a code; null where something can. */
  public @Nullable String refusal(FeatureVector vector) {
    Map<String, Double> values = vector.values();
    Double age = values.get(FeatureCatalogue.age(vital));
    if (age == null || age > oldestSeconds || !values.containsKey(last())) {
      return NO_CURRENT_VALUE;
    }
    return values.getOrDefault(count(), 0.0) < leastReadings ? TOO_FEW_VALUES : null;
  }
}
