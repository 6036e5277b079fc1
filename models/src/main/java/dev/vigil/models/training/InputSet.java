package dev.vigil.models.training;

import dev.vigil.models.features.AcrossVitals;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.features.Statistic;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which features a model may see: the rungs of the ladder by which a report tells what a score is
 * made of.
 */
public enum InputSet {
  /** Everything. */
  FULL("everything that is known of a patient", feature -> true),

  /** The vital signs that a wearable has, when they came, since when it is worn, age and sex. */
  VITALS(
      "the vital signs of a wearable, when they came, age and sex",
      feature ->
          isOfWearable(feature)
              || isPerson(feature)
              || feature.equals(FeatureCatalogue.HOURS_SINCE_ADMISSION)),

  /** The latest value of everything, age and sex: what a chart shows at a glance. */
  LAST_VALUES(
      "the latest values, age and sex",
      feature -> FeatureCatalogue.isLast(feature) || isPerson(feature)),

  /** Values of these vital signs, age and sex; nothing of when and how often they were measured. */
  VITAL_VALUES(
      "values of the vital signs of a wearable, age and sex",
      feature -> (isOfWearable(feature) && !isPattern(feature)) || isPerson(feature)),

  /**
   * Values, age and sex: no counts, ages of measurements, length of stay or administrative columns,
   * whose meaning is another one in the next hospital.
   */
  TRANSFERABLE(
      "values, age and sex, and nothing of how a hospital measures and keeps its patients",
      feature -> (!isPattern(feature) && !isAdministrative(feature)) || isPerson(feature)),

  /** Which things were measured when, without any value. */
  PATTERN("what was measured when, without any value", feature -> isPattern(feature)),

  /** What is known without any measurement. */
  ADMINISTRATIVE("what is known without any measurement", feature -> isAdministrative(feature)),

  /** Only how long the stay has lasted. */
  LENGTH_OF_STAY(
      "how long the stay has lasted",
      feature -> feature.equals(FeatureCatalogue.HOURS_SINCE_ADMISSION));

  private static final Set<String> WEARABLE =
      Set.of(
          "heart-rate",
          "spo2",
          "respiratory-rate",
          "body-temperature",
          "systolic-pressure",
          "mean-pressure",
          "diastolic-pressure");

  private static final Set<String> ACROSS_WEARABLE =
      Set.of(
          AcrossVitals.SHOCK_INDEX,
          AcrossVitals.PULSE_PRESSURE,
          AcrossVitals.MEAN_PRESSURE,
          AcrossVitals.CORRELATION);

  private static final Set<Statistic> OF_PATTERN =
      EnumSet.of(Statistic.COUNT, Statistic.GAP, Statistic.COVERAGE);

  private final String meaning;
  private final Predicate<String> includes;

  InputSet(String meaning, Predicate<String> includes) {
    this.meaning = meaning;
    this.includes = includes;
  }

  /** What it is, to complete the sentence "a model learned from …". */
  public String meaning() {
    return meaning;
  }

  /** Its name in commands and in names of models. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }

  /** Whether a feature is in it. */
  public boolean includes(String feature) {
    return includes.test(feature);
  }

  private static boolean isPerson(String feature) {
    return feature.equals(FeatureCatalogue.AGE) || feature.equals(FeatureCatalogue.SEX);
  }

  private static boolean isAdministrative(String feature) {
    return feature.startsWith("static.");
  }

  private static boolean isOfWearable(String feature) {
    return WEARABLE.contains(feature.substring(0, feature.indexOf('.')))
        || ACROSS_WEARABLE.contains(feature);
  }

  /** Whether a feature says only when or how often something was measured. */
  private static boolean isPattern(String feature) {
    return !isAdministrative(feature)
        && (feature.endsWith(".age")
            || feature.endsWith(".baseline.hours")
            || OF_PATTERN.stream().anyMatch(each -> feature.contains('.' + each.label() + '.')));
  }
}
