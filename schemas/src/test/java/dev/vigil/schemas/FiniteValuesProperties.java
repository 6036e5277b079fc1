package dev.vigil.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A sorted map like the library's, of which nothing changes. */
class FiniteValuesProperties {
  @Property
  void values_areThoseOfASortedMap(
      @ForAll("anyOrder") Map<String, Double> given,
      @ForAll("names") String one,
      @ForAll("names") String other) {
    SortedMap<String, Double> expected = new TreeMap<>(given);
    String first = one.compareTo(other) <= 0 ? one : other;
    String end = one.compareTo(other) <= 0 ? other : one;

    FiniteValues values = FiniteValues.copyOf(given, "value");

    requireSame(values, expected, one);
    requireSame(values.headMap(one), expected.headMap(one), other);
    requireSame(values.tailMap(one), expected.tailMap(one), other);
    requireSame(values.subMap(first, end), expected.subMap(first, end), one);
    requireSame(values.tailMap(first).headMap(end), expected.subMap(first, end), end);
    assertThat(FiniteValues.copyOf(values, "value")).isSameAs(values);
  }

  private static void requireSame(
      SortedMap<String, Double> values, SortedMap<String, Double> expected, String asked) {
    List<String> told = new ArrayList<>();
    values.forEach((name, value) -> told.add(name + value));
    List<String> wanted = new ArrayList<>();
    expected.forEach((name, value) -> wanted.add(name + value));

    assertThat(told).isEqualTo(wanted);
    assertThat(List.copyOf(values.entrySet())).isEqualTo(List.copyOf(expected.entrySet()));
    assertThat(values).isEqualTo(expected).hasSameHashCodeAs(expected).hasSize(expected.size());
    assertThat(values.get(asked)).isEqualTo(expected.get(asked));
    assertThat(values.containsKey(asked)).isEqualTo(expected.containsKey(asked));
    if (!expected.isEmpty()) {
      assertThat(values.firstKey()).isEqualTo(expected.firstKey());
      assertThat(values.lastKey()).isEqualTo(expected.lastKey());
    }
  }

  @Property
  void name_isTakenOnce(
      @ForAll("anyOrder") Map<String, Double> given, @ForAll("names") String one) {
    FiniteValues.Builder values = new FiniteValues.Builder("value");
    given.forEach((name, value) -> assertThat(values.add(name, value)).isTrue());

    assertThat(values.add(one, 7.0)).isEqualTo(!given.containsKey(one));

    Map<String, Double> expected = new HashMap<>(given);
    expected.putIfAbsent(one, 7.0);
    assertThat(values.build()).isEqualTo(expected);
  }

  @Provide
  Arbitrary<Map<String, Double>> anyOrder() {
    return names()
        .list()
        .ofMaxSize(300)
        .uniqueElements()
        .map(
            names -> {
              Map<String, Double> values = new LinkedHashMap<>();
              names.forEach(name -> values.put(name, (double) values.size()));
              return values;
            });
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withCharRange('a', 'd').ofMinLength(0).ofMaxLength(5);
  }

  @Example
  void values_neverChange() {
    FiniteValues values = FiniteValues.copyOf(Map.of("a", 1.0), "value");

    assertThatThrownBy(() -> values.put("b", 2.0))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(values::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> values.entrySet().iterator().next().setValue(2.0))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Example
  void numberThatIsNotFinite_isRefusedByItsName() {
    for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> FiniteValues.copyOf(Map.of("a", number), "feature"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("feature a is not finite");
    }
  }
}
