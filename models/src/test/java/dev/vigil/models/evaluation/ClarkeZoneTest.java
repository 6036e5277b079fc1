package dev.vigil.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points of each zone by the words and figure 1 of Clarke et al. 1987, and their borders. */
class ClarkeZoneTest {
  @ParameterizedTest
  @CsvSource({
    // reference, estimate, zone
    "100, 100, A",
    "100, 120, A", // 20 % exactly
    "100, 80, A",
    "50, 65, A", // both low, by however much
    "69.9, 20, A",
    "300, 241, A",
    "100, 121, B",
    "100, 60, B",
    "70, 55, B", // 70 is not low, which programs that say <= 70 have in A
    "70, 85, B", // which they have in D
    "70, 180, B", // on the line from there on
    "70, 181, C",
    "100, 210, B", // on the line
    "100, 211, C",
    "290, 401, C",
    "160, 41, C", // below 7/5 (160 - 130) = 42
    "160, 42, B",
    "180, 69, C",
    "130, -1, C",
    "129, 0, B",
    "60, 73, D", // low, and unseen; more than 20 % off
    "60, 72, A", // low, and 20 % off
    "69, 180, D",
    "241, 180, D",
    "300, 70, D",
    "240, 180, B", // 240 is not above it
    "60, 181, E",
    "181, 69, E",
    "350, 50, E",
    "400, 310, B"
  })
  void estimate_isInItsZone(double reference, double estimate, ClarkeZone zone) {
    assertThat(ClarkeZone.of(reference, estimate)).isEqualTo(zone);
  }

  @Test
  void everyPointOfTheGrid_ofARightTreatment_isInZoneA() {
    for (double reference = 1; reference <= 400; reference++) {
      assertThat(ClarkeZone.of(reference, reference)).isEqualTo(ClarkeZone.A);
    }
  }
}
