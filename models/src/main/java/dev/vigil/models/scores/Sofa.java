package dev.vigil.models.scores;

import static dev.vigil.models.scores.Chart.EXACT;
import static dev.vigil.models.scores.Chart.below;
import static dev.vigil.models.scores.Freshness.LABORATORY_SECONDS;
import static dev.vigil.models.scores.Freshness.OBSERVATION_SECONDS;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.scores.Chart.Points;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sequential Organ Failure Assessment, 0 to 24. Source: Vincent et al. 1996, Intensive Care Med
 * 22:707, table 3. It takes the latest values of at most 24 h, not the worst of a day.
 *
 * <p>Vigil knows of no vasopressors and no urine output: circulation stays open up to 4 and so the
 * outcome is always a range, whose low end is what is certain. Kidneys are judged by creatinine
 * alone. PaO2 and fio2 make a ratio only if they were measured within an hour of each other.
 */
final class Sofa extends PointScore {
  static final String NAME = "sofa";
  static final String VERSION = "1996.1";

  /** What {@link dev.vigil.schemas.Score#missing} calls the drugs. */
  static final String VASOPRESSORS = "vasopressors";

  static final String COMA_SCALE = "glasgow-coma-scale";

  private static final String SYSTOLIC = "systolic-pressure";
  private static final String DIASTOLIC = "diastolic-pressure";
  private static final String PAO2 = "pao2";
  private static final String FIO2 = "fio2";
  private static final int MOST = 4;
  private static final double TOGETHER_SECONDS = 3_600;
  private static final double PERCENT = 100;
  private static final double ROOM_AIR = 21;

  /** From this code on a device helps to breathe: non-invasive ventilation, ventilator. */
  private static final double SUPPORT = 6;

  private static final int POINTS_WITHOUT_SUPPORT = 2;

  /** Of the ratio of PaO2 in mm[Hg] and the inspired fraction of oxygen. */
  private static final Chart OXYGENATION =
      Chart.of(
              PAO2,
              EXACT,
              new double[][] {{below(100), 4}, {below(200), 3}, {below(300), 2}, {below(400), 1}},
              0)
          .ofLaboratory();

  private static final List<Chart> LABORATORY =
      List.of(
          Chart.of(
                  "platelets",
                  EXACT,
                  new double[][] {{below(20), 4}, {below(50), 3}, {below(100), 2}, {below(150), 1}},
                  0)
              .ofLaboratory(),
          Chart.of(
                  "bilirubin-total", 1, new double[][] {{1.1, 0}, {1.9, 1}, {5.9, 2}, {11.9, 3}}, 4)
              .ofLaboratory(),
          Chart.of("creatinine", 1, new double[][] {{1.1, 0}, {1.9, 1}, {3.4, 2}, {4.9, 3}}, 4)
              .ofLaboratory());

  private static final Chart COMA =
      Chart.of(COMA_SCALE, 0, new double[][] {{5, 4}, {9, 3}, {12, 2}, {14, 1}}, 0);
  private static final Chart PRESSURE =
      Chart.of("mean-pressure", EXACT, new double[][] {{below(70), 1}}, 0);

  Sofa() {
    super(
        NAME,
        VERSION,
        Stream.concat(
            LABORATORY.stream().map(Chart::vital),
            Stream.of(
                PAO2, FIO2, Oxygen.DEVICE, COMA_SCALE, PRESSURE.vital(), SYSTOLIC, DIASTOLIC)),
        List.of());
  }

  @Override
  void fill(Sheet sheet) {
    LABORATORY.forEach(sheet::enter);
    sheet.enter(COMA);
    enterCirculation(sheet);
    enterRespiration(sheet);
  }

  private static void enterCirculation(Sheet sheet) {
    Double mean = meanPressure(sheet);
    if (mean == null) {
      sheet.miss(PRESSURE.vital(), OBSERVATION_SECONDS);
    }
    sheet.missOutside(VASOPRESSORS);
    sheet.leaveOpen(new Points(mean == null ? 0 : PRESSURE.points(mean), MOST));
  }

  /** As measured, or from systolic and diastolic pressure, whichever is newer. */
  private static @Nullable Double meanPressure(Sheet sheet) {
    Double measured = sheet.value(PRESSURE);
    Double systolic = Freshness.current(sheet.vector(), SYSTOLIC);
    Double diastolic = Freshness.current(sheet.vector(), DIASTOLIC);
    if (systolic == null || diastolic == null || !areTogether(sheet, SYSTOLIC, DIASTOLIC)) {
      return measured;
    }
    Double age = Freshness.age(sheet.vector(), PRESSURE.vital());
    Double cuffAge = Freshness.age(sheet.vector(), SYSTOLIC);
    boolean measuredIsNewer = age != null && cuffAge != null && age <= cuffAge;
    return measured != null && measuredIsNewer ? measured : diastolic + (systolic - diastolic) / 3;
  }

  private static boolean areTogether(Sheet sheet, String one, String other) {
    Double age = Freshness.age(sheet.vector(), one);
    Double otherAge = Freshness.age(sheet.vector(), other);
    return age != null && otherAge != null && Math.abs(age - otherAge) <= TOGETHER_SECONDS;
  }

  private static void enterRespiration(Sheet sheet) {
    Double pressure = sheet.value(OXYGENATION);
    Double fraction = inspiredFraction(sheet);
    if (pressure == null || fraction == null) {
      if (pressure == null) {
        sheet.miss(PAO2, LABORATORY_SECONDS);
      }
      if (fraction == null) {
        sheet.miss(FIO2, LABORATORY_SECONDS);
      }
      sheet.leaveOpen(OXYGENATION.any());
      return;
    }
    int points = OXYGENATION.points(pressure * PERCENT / fraction);
    Double device = Freshness.current(sheet.vector(), Oxygen.DEVICE);
    if (points <= POINTS_WITHOUT_SUPPORT || (device != null && device >= SUPPORT)) {
      sheet.enter(FeatureCatalogue.last(PAO2), Points.of(points));
    } else if (device != null) {
      sheet.enter(FeatureCatalogue.last(PAO2), Points.of(POINTS_WITHOUT_SUPPORT));
    } else {
      sheet.miss(Oxygen.DEVICE, OBSERVATION_SECONDS);
      sheet.leaveOpen(new Points(POINTS_WITHOUT_SUPPORT, points));
    }
  }

  /** In %, at the time of the blood gas, as far as is known. */
  private static @Nullable Double inspiredFraction(Sheet sheet) {
    Double measured = Freshness.current(sheet.vector(), FIO2, LABORATORY_SECONDS);
    if (measured != null && areTogether(sheet, PAO2, FIO2)) {
      return measured;
    }
    Double device = Freshness.current(sheet.vector(), Oxygen.DEVICE);
    return device != null && device == 0 && measured == null ? ROOM_AIR : null;
  }
}
