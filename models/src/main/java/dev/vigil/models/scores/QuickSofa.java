package dev.vigil.models.scores;

import static dev.vigil.models.scores.Chart.EXACT;
import static dev.vigil.models.scores.Chart.below;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.scores.Chart.Points;
import dev.vigil.schemas.FeatureVector;
import java.util.List;
import java.util.stream.Stream;

/**
 * Quick SOFA, 0 to 3. Source: Singer et al. 2016, JAMA 315:801, box 4: respiratory rate of 22 or
 * more, systolic pressure of 100 or less, altered mentation. Mentation is altered if a person is
 * other than alert or the Glasgow Coma Scale is below 15; what was observed last decides.
 */
final class QuickSofa extends PointScore {
  static final String NAME = "qsofa";
  static final String VERSION = "2016.1";

  private static final Chart BREATHING =
      Chart.of("respiratory-rate", EXACT, new double[][] {{below(22), 0}}, 1);
  private static final Chart PRESSURE =
      Chart.of("systolic-pressure", EXACT, new double[][] {{100, 1}}, 0);
  private static final Chart CONSCIOUSNESS =
      Chart.of("consciousness", 0, new double[][] {{0, 0}}, 1);
  private static final Chart COMA_SCALE = Chart.of(Sofa.COMA_SCALE, 0, new double[][] {{14, 1}}, 0);

  QuickSofa() {
    super(
        NAME,
        VERSION,
        Stream.of(BREATHING, PRESSURE, CONSCIOUSNESS, COMA_SCALE).map(Chart::vital),
        List.of());
  }

  @Override
  void fill(Sheet sheet) {
    sheet.enter(BREATHING);
    sheet.enter(PRESSURE);
    enterMentation(sheet);
  }

  private static void enterMentation(Sheet sheet) {
    Double coma = sheet.value(COMA_SCALE);
    if (coma == null) {
      sheet.enter(CONSCIOUSNESS);
      return;
    }
    Double observed = sheet.value(CONSCIOUSNESS);
    if (observed == null || isOlder(sheet.vector(), CONSCIOUSNESS, COMA_SCALE)) {
      sheet.enter(COMA_SCALE, coma);
    } else if (isOlder(sheet.vector(), COMA_SCALE, CONSCIOUSNESS)) {
      sheet.enter(CONSCIOUSNESS, observed);
    } else { // of the same second: altered, if either says so
      int points = Math.max(CONSCIOUSNESS.points(observed), COMA_SCALE.points(coma));
      sheet.enter(FeatureCatalogue.last(CONSCIOUSNESS.vital()), Points.of(points));
    }
  }

  private static boolean isOlder(FeatureVector vector, Chart one, Chart other) {
    Double age = Freshness.age(vector, one.vital());
    Double otherAge = Freshness.age(vector, other.vital());
    return age != null && otherAge != null && age > otherAge;
  }
}
