package dev.vigil.models.training.forecast;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.evaluation.ForecastCase;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a training.
 *
 * @param spec what was to be trained
 * @param bundleId SHA-256 of the bundle
 * @param data hash of all rows
 * @param settings of the bundle's model
 * @param chosen how many parts of the subjects took which settings
 * @param factor of the bundle's interval
 * @param unseen forecasts of subjects whom nothing behind the forecast had seen
 * @param later forecasts of later time by models of earlier time of the same subjects
 * @param bundle the model, grown on all rows, ready to deploy
 */
public record ForecastTraining(
    ForecastSpec spec,
    String bundleId,
    String data,
    String settings,
    SortedMap<String, Integer> chosen,
    double factor,
    List<ForecastCase> unseen,
    List<ForecastCase> later,
    byte[] bundle) {
  public ForecastTraining {
    requireNonNull(spec, "spec is null");
    requireNonNull(bundleId, "bundleId is null");
    requireNonNull(data, "data is null");
    requireNonNull(settings, "settings is null");
    chosen = Collections.unmodifiableSortedMap(new TreeMap<>(chosen));
    unseen = List.copyOf(unseen);
    later = List.copyOf(later);
    requireNonNull(bundle, "bundle is null");
  }

  /**
   * The same with another form of its bundle, such as one with a card.
   *
   * @param other that holds the same model
   */
  public ForecastTraining withBundle(byte[] other) {
    return new ForecastTraining(
        spec, Bundles.id(other), data, settings, chosen, factor, unseen, later, other);
  }
}
