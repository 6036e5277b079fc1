package dev.vigil.dashboard.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is usual for a patient, of the vectors of the last hour. */
class UsualTest {
  private static final SortedMap<String, Double> MEASURED = vector(70, 12, 3, 96);
  private static final SortedMap<String, Double> LATER = vector(80, 9, 3, 97);
  private static final SortedMap<String, Double> SILENT = silent(75, 98);

  /** Before and after midnight they learned from other days. */
  @Test
  void usual_isOfOneVector_theNewestThatTellsTheSpread() {
    assertThat(heartRate(MEASURED)).isEqualTo(new Usual(70, 4.0, 96));
    assertThat(heartRate(MEASURED, LATER)).isEqualTo(new Usual(80, 3.0, 97));
    assertThat(heartRate(MEASURED, SILENT)).isEqualTo(new Usual(70, 4.0, 96));
    assertThat(heartRate(SILENT, MEASURED)).isEqualTo(new Usual(70, 4.0, 96));
  }

  @Test
  void usual_withoutASpread_isTheNewestCentre() {
    assertThat(heartRate(silent(74, 97), SILENT)).isEqualTo(new Usual(75, null, 98));
    assertThat(heartRate(SILENT, other())).isEqualTo(new Usual(75, null, 98));
  }

  @Test
  void usual_thatNoVectorTells_isNotKnown() {
    assertThat(heartRate()).isNull();
    assertThat(heartRate(other(), other())).isNull();
  }

  @SafeVarargs
  private static Usual heartRate(SortedMap<String, Double>... vectors) {
    return Usual.of("heart-rate", List.of(vectors));
  }

  private static SortedMap<String, Double> vector(
      double centre, double change, double deviation, double hours) {
    SortedMap<String, Double> vector = silent(centre, hours);
    vector.put("heart-rate.baseline.change", change);
    vector.put("heart-rate.baseline.deviation", deviation);
    return vector;
  }

  /** Of an hour in which nothing was measured. */
  private static SortedMap<String, Double> silent(double centre, double hours) {
    return new TreeMap<>(
        Map.of("heart-rate.baseline.centre", centre, "heart-rate.baseline.hours", hours));
  }

  private static SortedMap<String, Double> other() {
    return new TreeMap<>(Map.of("spo2.baseline.centre", 96.0, "spo2.baseline.hours", 50.0));
  }
}
