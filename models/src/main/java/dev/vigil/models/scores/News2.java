package dev.vigil.models.scores;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.scores.Chart.Points;
import dev.vigil.schemas.FeatureVector;
import java.util.List;
import java.util.stream.Stream;

/**
 * National Early Warning Score 2, 0 to 20. Source: Royal College of Physicians, National Early
 * Warning Score (NEWS) 2, London 2017, chart 1 (both SpO2 scales, oxygen, consciousness) and the
 * limits of use: not under 16 years, not in pregnancy.
 */
public final class News2 extends PointScore {
  public static final String NAME = "news2";
  public static final String VERSION = "2017.1";

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

  public News2() {
    super(NAME, VERSION, vitals(), List.of(FeatureCatalogue.SPO2_SCALE));
  }

  private static Stream<String> vitals() {
    return Stream.concat(
        CHARTS.stream().map(Chart::vital),
        Stream.concat(Stream.of(SPO2), Oxygen.vitals().stream()));
  }

  @Override
  void fill(Sheet sheet) {
    CHARTS.forEach(sheet::enter);
    enterOxygenation(sheet);
  }

  /** Saturation and oxygen go together: on scale 2 what saturation gets depends on oxygen. */
  private static void enterOxygenation(Sheet sheet) {
    FeatureVector vector = sheet.vector();
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
    sheet.miss(Oxygen.DEVICE, Freshness.OBSERVATION_SECONDS);
    if (saturation == null) {
      sheet.miss(SPO2, Freshness.OBSERVATION_SECONDS);
      sheet.leaveOpen(new Points(0, onOxygen.any().high() + OXYGEN_POINTS));
    } else {
      Points air = Points.of(onAir.points(saturation));
      Points given = Points.of(onOxygen.points(saturation));
      sheet.enterIfCertain(FeatureCatalogue.last(SPO2), air.or(given));
      sheet.leaveOpen(air.or(given.plus(Points.of(OXYGEN_POINTS))));
    }
  }
}
