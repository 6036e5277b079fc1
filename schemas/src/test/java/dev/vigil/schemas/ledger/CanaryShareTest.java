package dev.vigil.schemas.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CanaryShareTest {
  private static final int PATIENTS = 20_000;

  /** By hand: printf 'sepsis\np-001' | sha256sum, the first eight digits, modulo 100. */
  @Test
  void place_isTheSameAnywhere() {
    assertThat(CanaryShare.place("sepsis", "p-001")).isEqualTo(32);
    assertThat(CanaryShare.place("sepsis", "p-002")).isEqualTo(51);
    assertThat(CanaryShare.place("news2", "p-001")).isEqualTo(25);
  }

  @Property(tries = 500)
  void share_thatGrows_keepsEverybodyItHas(
      @ForAll String patient, @ForAll @IntRange(min = 1, max = 98) int percent) {
    if (CanaryShare.has("sepsis", patient, percent)) {
      assertThat(CanaryShare.has("sepsis", patient, percent + 1)).isTrue();
    }
    assertThat(CanaryShare.has("sepsis", patient, 0)).isFalse();
    assertThat(CanaryShare.has("sepsis", patient, 100)).isTrue();
  }

  @Test
  void share_isAsLargeAsItSays() {
    for (int percent : new int[] {1, 10, 50, 99}) {
      double part = (double) among("sepsis", percent).size() / PATIENTS;

      // 4 standard deviations of a fair draw
      double spread = 4 * Math.sqrt(percent / 100.0 * (1 - percent / 100.0) / PATIENTS);
      assertThat(part).isBetween(percent / 100.0 - spread, percent / 100.0 + spread);
    }
  }

  @Test
  void shareOfAnotherModel_isOfOtherPatients() {
    Set<Integer> both = among("sepsis", 10);
    both.retainAll(among("news2", 10));

    assertThat(both.size()).isBetween(PATIENTS / 200, PATIENTS / 50);
  }

  private static Set<Integer> among(String model, int percent) {
    return IntStream.range(0, PATIENTS)
        .filter(i -> CanaryShare.has(model, "p-" + i, percent))
        .boxed()
        .collect(Collectors.toSet());
  }
}
