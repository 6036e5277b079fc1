package dev.vigil.dashboard.twin;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.course.HistoryReader;
import dev.vigil.models.hour.HourForecast;
import dev.vigil.models.hour.HourForecasts;
import dev.vigil.models.hour.HourInputs;
import dev.vigil.models.hour.HourInputs.Sample;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a patient's vital signs are expected to be in an hour. */
public final class NextHour {
  private static final String TOO_LITTLE =
      "too little was measured: a value in the last 15 minutes, and in two of the last six hours";

  private final HourForecasts forecasts;
  private final HistoryReader history;

  /** From forecasts whose proofs were judged when they were read. */
  public NextHour(HourForecasts forecasts, HistoryReader history) {
    this.forecasts = requireNonNull(forecasts, "forecasts is null");
    this.history = requireNonNull(history, "history is null");
  }

  /**
   * What is expected.
   *
   * @param now when it was asked, whole seconds since the epoch
   * @param expected in the vital sign's unit, by vital sign
   * @param without why others have no forecast, for people
   */
  public record Expected(
      String patient,
      long now,
      SortedMap<String, HourForecast.Said> expected,
      SortedMap<String, String> without) {}

  /** Reads the last day; may block. */
  public Expected of(String patient, long now) {
    SortedMap<String, HourForecast.Said> expected = new TreeMap<>();
    SortedMap<String, String> without = new TreeMap<>(forecasts.refused());
    forecasts
        .shown()
        .forEach(
            (vital, forecast) -> {
              HourInputs inputs = HourInputs.at(now, samples(patient, vital, now));
              if (inputs == null) {
                without.put(vital, TOO_LITTLE);
              } else {
                expected.put(vital, forecast.at(inputs));
              }
            });
    return new Expected(patient, now, expected, without);
  }

  private List<Sample> samples(String patient, String vital, long now) {
    return history
        .readings(patient, vital, now - HourInputs.SECONDS, now, HistoryReader.ALL)
        .stream()
        .map(point -> new Sample(point.measured(), point.value()))
        .toList();
  }
}
