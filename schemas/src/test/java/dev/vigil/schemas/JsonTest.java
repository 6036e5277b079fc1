package dev.vigil.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void mapsOfAnyOrder_giveTheSameBytes() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("b", 1);
    one.put("a", Map.of("d", 2, "c", 3));
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("a", new TreeMap<>(Map.of("c", 3, "d", 2)));
    other.put("b", 1);

    assertThat(Json.encode(one)).isEqualTo(Json.encode(other));
    assertThat(text(one)).isEqualTo("{\"a\":{\"c\":3,\"d\":2},\"b\":1}");
  }

  @Test
  void doubles_areWrittenTheSameOnEveryJdk() {
    // Double.toString(2.0e23) is 1.9999999999999998E23 on JDK 17 and 2.0E23 since JDK 19.
    List<Double> values =
        List.of(0.002, Double.parseDouble("2.0e23"), 4.9e-324, -0.0, 0.1, 100.0, 1.0e7);

    assertThat(text(values)).isEqualTo("[0.002,2.0E23,4.9E-324,-0.0,0.1,100.0,1.0E7]");
  }

  @Test
  void halfASurrogatePair_isWrittenAsAnEscape() {
    assertThat(text("Zürich \ud83d\ude00 \ud83d"))
        .isEqualTo("\"Z\\u00FCrich \\uD83D\\uDE00 \\uD83D\"");
  }

  @Test
  void shownValues_dontDependOnTheNumberOfTries() {
    for (GoldenMessages.Golden golden : GoldenMessages.all()) {
      assertThat(golden.encoded()).isEqualTo(golden.encoded());
    }
  }

  private static String text(Object value) {
    return new String(Json.encode(value), UTF_8);
  }
}
