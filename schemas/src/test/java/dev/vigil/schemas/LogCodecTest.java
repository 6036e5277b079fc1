package dev.vigil.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogCodecTest {
  /** What must not run away; a busy machine may take seconds. */
  private static final Duration BOUNDED = Duration.ofSeconds(60);

  /** Reason code with which a record is refused. */
  static String refusal(RecordType type, String json) {
    MalformedRecordException refused =
        catchThrowableOfType(
            MalformedRecordException.class, () -> LogCodec.decode(type, json.getBytes(UTF_8)));
    assertThat(refused).as("refusal of %s", json).isNotNull();
    assertThat(refused).hasNoCause();
    return refused.reason();
  }

  private static String reading(String field, String token) {
    TreeMap<String, String> fields = new TreeMap<>();
    fields.put("vital", "\"heart-rate\"");
    fields.put("sensor", "\"mon-12\"");
    fields.put("measured", "1772366400");
    fields.put("value", "72.5");
    fields.put("unit", "\"/min\"");
    fields.put("status", "\"final\"");
    fields.put("version", "1");
    fields.put(field, token);
    fields.values().removeIf(String::isEmpty);
    StringBuilder json = new StringBuilder();
    fields.forEach((name, value) -> json.append(",\"" + name + "\":" + value));
    return "{\"patient\":\"p\",\"received\":1772366401,\"source\":\"http\",\"readings\":[{"
        + json.substring(1)
        + "}]}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "-1e999999999",
        "1E2147483647",
        "1e2147483648",
        "1e99999999999999999999",
        "12345678901234567890123456789012345678901234567890",
        "1e-999999999",
        "1e-2147483647",
        "72.00000000000000000000000000000000000000000000001",
        "0e-2147483648",
      })
  void enormousExponent_isRefusedOrReadAtOnce(String value) {
    assertTimeoutPreemptively(
        BOUNDED,
        () -> {
          byte[] json = reading("value", value).getBytes(UTF_8);
          try {
            Readings readings = (Readings) LogCodec.decode(RecordType.READINGS, json);

            assertThat(readings.readings().get(0).value()).isZero();
            assertThat(value).startsWith("0e");
          } catch (MalformedRecordException e) {
            assertThat(e.reason()).isIn("malformed", "implausible", "too-precise");
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "measured|1772366400.5",
        "measured|1.7723664e9",
        "measured|\"1772366400\"",
        "measured|null",
        "measured|true",
        "measured|[1]",
        "measured|99999999999999999999",
        "measured|9223372036854775807",
        "measured|253402300800",
        "measured|-62135596801",
        "version|1.5",
        "version|0",
        "version|2147483648",
        "value|\"72.5\"",
        "value|null",
        "value|NaN",
        "value|{}",
        "value|+72",
        "value|072",
        "value|0x48",
        "sensor|12",
        "sensor|null",
        "by|7",
        "status|null",
        "unit|null",
        "vital|null",
      })
  void wrongToken_isMalformed(String fieldAndToken) {
    String field = fieldAndToken.substring(0, fieldAndToken.indexOf('|'));
    String token = fieldAndToken.substring(field.length() + 1);

    assertThat(refusal(RecordType.READINGS, reading(field, token))).isEqualTo("malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vital", "sensor", "measured", "value", "unit"})
  void missingField_isNamed(String field) {
    assertThat(refusal(RecordType.READINGS, reading(field, ""))).isEqualTo("missing-field");
  }

  @Test
  void missingStatusAndVersion_meanAnOriginal() throws Exception {
    byte[] json = reading("status", "").replace(",\"version\":1", "").getBytes(UTF_8);

    Readings readings = (Readings) LogCodec.decode(RecordType.READINGS, json);

    assertThat(readings.readings())
        .containsExactly(Reading.of("heart-rate", "mon-12", 1_772_366_400L, 725));
  }

  @Test
  void catalogueRules_haveReasonsOfTheirOwn() {
    assertThat(refusal(RecordType.READINGS, reading("vital", "\"mood\"")))
        .isEqualTo("unknown-vital");
    assertThat(refusal(RecordType.READINGS, reading("unit", "\"1/min\"")))
        .isEqualTo("unit-mismatch");
    assertThat(refusal(RecordType.READINGS, reading("value", "350.1"))).isEqualTo("implausible");
    assertThat(refusal(RecordType.READINGS, reading("value", "-0.1"))).isEqualTo("implausible");
    assertThat(refusal(RecordType.READINGS, reading("value", "72.55"))).isEqualTo("too-precise");
    assertThat(refusal(RecordType.READINGS, reading("status", "\"amended\"")))
        .isEqualTo("unknown-status");
  }

  @Test
  void duplicateField_isRefusedEverywhere() {
    String readings = reading("value", "72.5");

    assertThat(
            refusal(RecordType.READINGS, readings.replace("\"value\":", "\"value\":1,\"value\":")))
        .isEqualTo("duplicate-field");
    assertThat(
            refusal(
                RecordType.READINGS, readings.replace("{\"patient", "{\"readings\":[],\"patient")))
        .isEqualTo("duplicate-field");
    assertThat(refusal(RecordType.TICK, "{\"tick\":1,\"tick\":2,\"writer\":\"g\"}"))
        .isEqualTo("duplicate-field");
    assertThat(refusal(RecordType.RESUME, "{\"patient\":\"p\",\"blindUntil\":1,\"blindUntil\":2}"))
        .isEqualTo("malformed");
  }

  @ParameterizedTest
  @EnumSource(RecordType.class)
  void whatIsNoObject_isMalformed(RecordType type) {
    for (String json : List.of("", " ", "null", "[]", "1", "\"x\"", "{", "\0", "\uFEFF")) {
      assertThat(refusal(type, json)).isEqualTo("malformed");
    }
  }

  @Test
  void secondValue_isMalformed() {
    assertThat(refusal(RecordType.TICK, "{\"tick\":1,\"writer\":\"g\"}{}")).isEqualTo("malformed");
    assertThat(refusal(RecordType.RESUME, "{\"patient\":\"p\",\"blindUntil\":1} x"))
        .isEqualTo("malformed");
  }

  @ParameterizedTest
  @EnumSource(RecordType.class)
  void tombstone_isMalformed(RecordType type) {
    MalformedRecordException refused =
        catchThrowableOfType(MalformedRecordException.class, () -> LogCodec.decode(type, null));

    assertThat(refused).hasMessageEndingWith("no value");
  }

  @ParameterizedTest
  @EnumSource(RecordType.class)
  void deepNesting_isMalformed(RecordType type) {
    String deep = "{\"zz\":".repeat(100_000);

    assertTimeoutPreemptively(
        BOUNDED, () -> assertThat(refusal(type, deep)).isEqualTo("malformed"));
  }

  @Test
  void missingHeader_isAnUnknownType() {
    assertThat(refusal(null, "{}")).isEqualTo("unknown-type");
  }

  @Test
  void missingNumber_isNotTakenForZero() {
    assertThat(refusal(RecordType.RESUME, "{\"patient\":\"p\"}")).isEqualTo("malformed");
    assertThat(
            refusal(
                RecordType.COMMAND,
                "{\"patient\":\"p\",\"id\":\"c\",\"kind\":\"acknowledge\",\"alert\":\"a\","
                    + "\"by\":\"n\"}"))
        .isEqualTo("malformed");
  }

  @Test
  void refusal_neverQuotesTheRecord() {
    List<String> secrets =
        List.of("\"4711.25\"", "4711.25", "{\"4711\":1}", "[4711]", "47114711471147114711");
    for (String field : List.of("vital", "sensor", "measured", "value", "unit", "version", "by")) {
      for (String secret : secrets) {
        byte[] json = reading(field, secret).getBytes(UTF_8);
        Throwable refused =
            catchThrowableOfType(
                MalformedRecordException.class, () -> LogCodec.decode(RecordType.READINGS, json));

        if (refused != null) {
          assertThat(refused).hasNoCause();
          assertThat(refused.getMessage()).doesNotContain("4711");
        }
      }
    }
  }

  @Test
  void readings_areTheSameJsonByDataBinding() throws Exception {
    Readings readings = GoldenMessages.deviceReadings();
    Tick tick = new Tick(GoldenMessages.NOON, "gateway-1");

    assertThat(Json.encode(readings)).isEqualTo(LogCodec.encode(readings));
    assertThat(Json.decode(LogCodec.encode(readings), Readings.class)).isEqualTo(readings);
    assertThat(Json.encode(tick)).isEqualTo(LogCodec.encode(tick));
    assertThat(Json.decode(LogCodec.encode(tick), Tick.class)).isEqualTo(tick);
  }

  @Test
  void readings_areRefusedForTheSameReasonByDataBinding() {
    byte[] json = reading("unit", "\"1/min\"").getBytes(UTF_8);

    MalformedRecordException refused =
        catchThrowableOfType(
            MalformedRecordException.class, () -> Json.decode(json, Readings.class));

    assertThat(refused.reason()).isEqualTo("unit-mismatch");
  }
}
