package dev.vigil.models.scores;

import static dev.vigil.models.scores.Chart.EXACT;
import static dev.vigil.models.scores.Chart.below;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.scores.Chart.Points;
import java.util.List;
import java.util.stream.Stream;

/**
 * Criteria of the systemic inflammatory response syndrome that are met, 0 to 4. Source: Bone et al.
 * 1992, Chest 101:1644: temperature above 38 or below 36 Cel, heart rate above 90, respiratory rate
 * above 20 or PaCO2 below 32 mm[Hg], leukocytes above 12 or below 4 per nL. Immature forms (over 10
 * %) are no input, so a normal count says "not met" where a smear might say otherwise.
 */
final class Sirs extends PointScore {
  static final String NAME = "sirs";
  static final String VERSION = "1992.1";

  private static final Chart TEMPERATURE =
      Chart.of("body-temperature", EXACT, new double[][] {{below(36), 1}, {38, 0}}, 1);
  private static final Chart HEART_RATE =
      Chart.of("heart-rate", EXACT, new double[][] {{90, 0}}, 1);
  private static final Chart BREATHING =
      Chart.of("respiratory-rate", EXACT, new double[][] {{20, 0}}, 1);
  private static final Chart CARBON_DIOXIDE =
      Chart.of("paco2", EXACT, new double[][] {{below(32), 1}}, 0).ofLaboratory();
  private static final Chart LEUKOCYTES =
      Chart.of("leukocytes", EXACT, new double[][] {{below(4), 1}, {12, 0}}, 1).ofLaboratory();

  Sirs() {
    super(
        NAME,
        VERSION,
        Stream.of(TEMPERATURE, HEART_RATE, BREATHING, CARBON_DIOXIDE, LEUKOCYTES).map(Chart::vital),
        List.of());
  }

  @Override
  void fill(Sheet sheet) {
    sheet.enter(TEMPERATURE);
    sheet.enter(HEART_RATE);
    enterBreathing(sheet);
    sheet.enter(LEUKOCYTES);
  }

  /** One criterion of two inputs: either of them meets it, only both together don't. */
  private static void enterBreathing(Sheet sheet) {
    List<Chart> either = List.of(BREATHING, CARBON_DIOXIDE);
    for (Chart chart : either) {
      Double value = sheet.value(chart);
      if (value != null && chart.points(value) > 0) {
        sheet.enter(chart, value);
        return;
      }
    }
    List<Chart> unknown = either.stream().filter(chart -> sheet.value(chart) == null).toList();
    if (unknown.isEmpty()) {
      sheet.enter(FeatureCatalogue.last(BREATHING.vital()), Points.of(0));
    } else {
      unknown.forEach(chart -> sheet.miss(chart.vital(), chart.maxAgeSeconds()));
      sheet.leaveOpen(BREATHING.any());
    }
  }
}
