package dev.vigil.models.scores;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.scores.Chart.Points;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * National Early Warning Score 2, 0 to 20. Source: Royal College of Physicians, National Early
 * Warning Score (NEWS) 2, London 2017, chart 1 (both SpO2 scales, oxygen, consciousness) and the
 * limits of use: not under 16 years, not in pregnancy.
 *
 * <p>An input that is unknown or older than {@link Freshness#MAX_AGE_SECONDS} is named in {@link
 * Score#missing} and the outcome is the range of what the score can be. Contributions are the
 * sub-scores that are certain, by the feature that gave them.
 */
public final class News2 implements Model {
  public static final String NAME = "news2";
  public static final String VERSION = "2017.1";

  /** {@link Score#reason} where it does not apply. */
  public static final String AGE_UNKNOWN = "age-unknown";

  /** {@link Score#reason} where it does not apply. */
  public static final String UNDER_16 = "under-16";

  /** {@link Score#reason} where it does not apply. */
  public static final String IS_PREGNANT = "pregnant";

  private static final int LOWEST_AGE_YEARS = 16;
  private static final int OXYGEN_POINTS = 2;
  private static final double SCALE_2 = 2;
  private static final String SPO2 = "spo2";
  private static final String CONSCIOUSNESS = "consciousness";

  /** Alert is code 0; confusion, voice, pain and unresponsive all get 3. */
  private static final List<Chart> CHARTS =
      List.of(
          Chart.of("respiratory-rate", 0, new double[][] {{8, 3}, {11, 1}, {20, 0}, {24, 2}}, 3),
          Chart.of(
              "systolic-pressure", 0, new double[][] {{90, 3}, {100, 2}, {110, 1}, {219, 0}}, 3),
          Chart.of(
              "heart-rate", 0, new double[][] {{40, 3}, {50, 1}, {90, 0}, {110, 1}, {130, 2}}, 3),
          Chart.of(CONSCIOUSNESS, 0, new double[][] {{0, 0}}, 3),
          Chart.of("body-temperature", 1, new double[][] {{35, 3}, {36, 1}, {38, 0}, {39, 1}}, 2));

  private static final Chart SPO2_SCALE_1 =
      Chart.of(SPO2, 0, new double[][] {{91, 3}, {93, 2}, {95, 1}}, 0);
  private static final Chart SPO2_SCALE_2_ON_AIR =
      Chart.of(SPO2, 0, new double[][] {{83, 3}, {85, 2}, {87, 1}}, 0);
  private static final Chart SPO2_SCALE_2_ON_OXYGEN =
      Chart.of(SPO2, 0, new double[][] {{83, 3}, {85, 2}, {87, 1}, {92, 0}, {94, 1}, {96, 2}}, 3);

  private static final SortedSet<String> FEATURES = Collections.unmodifiableSortedSet(inputs());

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public SortedSet<String> features() {
    return FEATURES;
  }

  @Override
  public Score score(FeatureVector vector, OutputNumber number) {
    String reason = notApplicable(vector);
    if (reason != null) {
      return new Score(
          vector.patient(),
          NAME,
          VERSION,
          number,
          vector.known(),
          Outcome.NOT_APPLICABLE,
          null,
          null,
          null,
          new TreeMap<>(),
          List.of(),
          reason);
    }
    Sheet sheet = new Sheet();
    CHARTS.forEach(chart -> sheet.enter(chart, Freshness.current(vector, chart.vital())));
    enterOxygenation(vector, sheet);
    return sheet.score(vector, number);
  }

  private static @Nullable String notApplicable(FeatureVector vector) {
    Double age = vector.values().get(FeatureCatalogue.AGE);
    if (age == null) {
      return AGE_UNKNOWN;
    }
    if (age < LOWEST_AGE_YEARS) {
      return UNDER_16;
    }
    Double pregnant = vector.values().get(FeatureCatalogue.PREGNANT);
    return pregnant != null && pregnant > 0 ? IS_PREGNANT : null;
  }

  /** Saturation and oxygen go together: on scale 2 what saturation gets depends on oxygen. */
  private static void enterOxygenation(FeatureVector vector, Sheet sheet) {
    Double saturation = Freshness.current(vector, SPO2);
    Oxygen oxygen = Oxygen.of(vector);
    Double scale = vector.values().get(FeatureCatalogue.SPO2_SCALE);
    boolean scale2 = scale != null && scale == SCALE_2;
    Chart onAir = scale2 ? SPO2_SCALE_2_ON_AIR : SPO2_SCALE_1;
    Chart onOxygen = scale2 ? SPO2_SCALE_2_ON_OXYGEN : SPO2_SCALE_1;
    if (oxygen != null) {
      sheet.enter(oxygen.given() ? onOxygen : onAir, saturation);
      sheet.enter(oxygen.feature(), Points.of(oxygen.given() ? OXYGEN_POINTS : 0));
      return;
    }
    sheet.miss(FeatureCatalogue.last(Oxygen.DEVICE));
    if (saturation == null) {
      sheet.miss(FeatureCatalogue.last(SPO2));
      sheet.leaveOpen(new Points(0, onOxygen.any().high() + OXYGEN_POINTS));
    } else {
      Points air = Points.of(onAir.points(saturation));
      Points given = Points.of(onOxygen.points(saturation));
      sheet.enterIfCertain(FeatureCatalogue.last(SPO2), air.or(given));
      sheet.leaveOpen(air.or(given.plus(Points.of(OXYGEN_POINTS))));
    }
  }

  private static SortedSet<String> inputs() {
    List<String> vitals = new ArrayList<>();
    CHARTS.forEach(chart -> vitals.add(chart.vital()));
    vitals.add(SPO2);
    Oxygen.vitals().forEach(vitals::add);
    SortedSet<String> features =
        new TreeSet<>(
            List.of(FeatureCatalogue.AGE, FeatureCatalogue.PREGNANT, FeatureCatalogue.SPO2_SCALE));
    for (String vital : vitals) {
      features.add(FeatureCatalogue.last(vital));
      features.add(FeatureCatalogue.age(vital));
    }
    return features;
  }

  /** The sub-scores of one vector as they are filled in. */
  private static final class Sheet {
    private final SortedMap<String, Double> certain = new TreeMap<>();
    private final List<String> missing = new ArrayList<>();
    private Points total = Points.of(0);

    void enter(Chart chart, @Nullable Double value) {
      String feature = FeatureCatalogue.last(chart.vital());
      if (value == null) {
        miss(feature);
        leaveOpen(chart.any());
      } else {
        enter(feature, Points.of(chart.points(value)));
      }
    }

    void enter(String feature, Points points) {
      enterIfCertain(feature, points);
      leaveOpen(points);
    }

    void enterIfCertain(String feature, Points points) {
      if (points.low() == points.high()) {
        certain.put(feature, (double) points.low());
      }
    }

    void miss(String feature) {
      missing.add(feature);
    }

    void leaveOpen(Points points) {
      total = total.plus(points);
    }

    Score score(FeatureVector vector, OutputNumber number) {
      boolean known = missing.isEmpty();
      Collections.sort(missing);
      return new Score(
          vector.patient(),
          NAME,
          VERSION,
          number,
          vector.known(),
          known ? Outcome.SCORE : Outcome.RANGE,
          known ? (Double) (double) total.low() : null,
          known ? null : (Double) (double) total.low(),
          known ? null : (Double) (double) total.high(),
          certain,
          missing,
          null);
    }
  }
}
