package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Against a list that is sorted anew. */
class RankedValuesProperties {
  @Property
  void extremesAndQuartiles_areThoseOfTheSortedValues(
      @ForAll("wandering") List<Integer> values, @ForAll List<Integer> leaving) {
    RankedValues ranked = new RankedValues();
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      ranked.add(values.get(i));
      expected.add(values.get(i));
      int place = i < leaving.size() ? leaving.get(i) : -1;
      if (place >= 0) {
        ranked.remove(expected.remove(place % expected.size()));
      }
      requireSame(ranked, expected);
    }
    while (!expected.isEmpty()) {
      ranked.remove(expected.remove(0));
      requireSame(ranked, expected);
    }
  }

  private static void requireSame(RankedValues ranked, List<Integer> expected) {
    if (expected.isEmpty()) {
      return;
    }
    List<Integer> sorted = new ArrayList<>(expected);
    Collections.sort(sorted);
    assertThat(ranked.min()).isEqualTo(sorted.get(0));
    assertThat(ranked.max()).isEqualTo(sorted.get(sorted.size() - 1));
    for (int quarters = 1; quarters <= 3; quarters++) {
      int rank = (int) Math.ceil(sorted.size() * quarters / 4.0);
      assertThat(ranked.quartile(quarters)).isEqualTo(sorted.get(rank - 1));
    }
  }

  @Provide
  Arbitrary<List<Integer>> wandering() {
    Arbitrary<Integer> near = Arbitraries.integers().between(-20, 20);
    Arbitrary<Integer> far = Arbitraries.integers().between(-2_000, 2_000);
    return Arbitraries.oneOf(near, near, far).list().ofMaxSize(200);
  }
}
