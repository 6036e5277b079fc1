package dev.vigil.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Feature vectors in JSON. */
class VectorFormTest {
  /** Also numbers of many digits, which lie close to the middle between two doubles. */
  @Test
  void features_areReadAsTheJdkReadsThem() throws Exception {
    Random random = new Random(20_190_101);
    for (int i = 0; i < 20_000; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      String exact = Double.isFinite(any) ? new BigDecimal(any).toString() : "0";
      String digits = new BigInteger(1 + random.nextInt(120), random).toString();
      for (String text :
          List.of(
              Double.isFinite(any) ? Double.toString(any) : "-0.0",
              exact.length() < 900 ? exact : "5e-324",
              digits + "e" + (random.nextInt(300) - 200),
              "0." + digits)) {
        FeatureVector vector = LogCodec.decodeVector(vector("\"a\":" + text));

        assertThat(vector.values()).containsExactly(Map.entry("a", Double.valueOf(text)));
      }
    }
  }

  @Test
  void someFeatures_areReadAlone_andTheOthersHaveToBeNumbers() throws Exception {
    byte[] vector = vector("\"a\":1.5,\"b\":2,\"c\":-3");

    FeatureVector read = LogCodec.decodeVector(vector, Set.of("a", "c", "z"));

    assertThat(read)
        .isEqualTo(new FeatureVector("p", "d", 1, 2, new TreeMap<>(Map.of("a", 1.5, "c", -3.0))));
    for (String other : List.of("\"2\"", "null", "{}", "[2]", "tru")) {
      assertThat(refusal("\"a\":1,\"b\":" + other)).as(other).isEqualTo("malformed");
    }
  }

  @Test
  void infiniteFeature_isMalformed() {
    assertThat(refusal("\"a\":1e400")).isEqualTo("malformed");
  }

  /** Reason code with which it is refused by who reads one feature of it. */
  private static String refusal(String values) {
    return catchThrowableOfType(
            MalformedRecordException.class,
            () -> LogCodec.decodeVector(vector(values), Set.of("a")))
        .reason();
  }

  private static byte[] vector(String values) {
    String head = "{\"patient\":\"p\",\"definitions\":\"d\",\"measuredEnd\":1,\"known\":2,";
    return (head + "\"values\":{" + values + "}}").getBytes(UTF_8);
  }
}
