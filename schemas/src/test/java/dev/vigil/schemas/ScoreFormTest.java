package dev.vigil.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores in JSON. */
class ScoreFormTest {
  private static final String SCORE =
      "{\"patient\":\"p\",\"model\":\"m\",\"version\":\"1\",\"vector\":\"7:8:0\",\"known\":8,"
          + "\"outcome\":\"score\",\"value\":2}";

  static List<Score> scores() {
    return List.of(
        GoldenScores.news2(),
        GoldenScores.calibrated(),
        GoldenScores.range(),
        GoldenScores.notApplicable(),
        GoldenScores.range().withStale(List.of("consciousness")));
  }

  private static String with(String more) {
    return SCORE.substring(0, SCORE.length() - 1) + "," + more + "}";
  }

  private static String refusal(String json) {
    return LogCodecTest.refusal(RecordType.SCORE, json);
  }

  @ParameterizedTest
  @MethodSource("scores")
  void score_isTheSameJsonByDataBinding(Score score) throws Exception {
    byte[] json = LogCodec.encode(score);

    assertThat(LogCodec.decode(RecordType.SCORE, json)).isEqualTo(score);
    assertThat(Json.encode(score)).isEqualTo(json);
    assertThat(Json.decode(json, Score.class)).isEqualTo(score);
  }

  @Test
  void staleInputs_standBesideTheMissingOnes() {
    Score score = GoldenScores.range().withStale(List.of("consciousness"));

    assertThat(new String(LogCodec.encode(score), UTF_8))
        .isEqualTo(
            "{\"contributions\":{\"heart-rate\":2.0},\"high\":8.0,\"known\":1772366460,\"low\":5.0,"
                + "\"missing\":[\"consciousness\"],\"model\":\"news2\",\"outcome\":\"range\","
                + "\"patient\":\"p-001\",\"stale\":[\"consciousness\"],"
                + "\"vector\":\"4712:1772366460:1\",\"version\":\"1\"}");
  }

  @Test
  void fieldsOfAnyOrder_andWholeNumbers_areRead() throws Exception {
    String json = with("\"contributions\":{\"b\":1,\"a\":-0.5},\"missing\":[],\"zz\":{\"a\":[1]}");

    assertThat(LogCodec.decode(RecordType.SCORE, json.getBytes(UTF_8)))
        .isEqualTo(
            new Score(
                "p",
                "m",
                "1",
                new OutputNumber(7, 8, 0),
                8,
                Score.Outcome.SCORE,
                2.0,
                null,
                null,
                new TreeMap<>(Map.of("a", -0.5, "b", 1.0)),
                List.of(),
                null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"low\":\"1\"",
        "\"low\":null",
        "\"low\":1e400",
        "\"raw\":{}",
        "\"reason\":7",
        "\"missing\":{}",
        "\"missing\":[null]",
        "\"stale\":\"a\"",
        "\"contributions\":[1]",
        "\"contributions\":{\"a\":null}",
        "\"contributions\":{\"a\":1e400}",
        "\"explanation\":[]",
        "\"explanation\":{\"known\":1.5,\"inputs\":[]}",
        "\"explanation\":{\"known\":1,\"inputs\":[1]}",
        "\"explanation\":{\"known\":1,\"inputs\":[{\"name\":\"a\",\"contribution\":1e400}]}",
      })
  void wrongToken_isMalformed(String field) {
    assertThat(refusal(with(field))).isEqualTo("malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"value\":2",
        "\"patient\":\"p\"",
        "\"contributions\":{\"a\":1,\"a\":1}",
        "\"explanation\":{\"known\":1,\"inputs\":[],\"known\":1}",
        "\"explanation\":{\"known\":1,\"inputs\":[{\"name\":\"a\",\"name\":\"a\"}]}",
      })
  void whatStandsTwice_isRefused(String field) {
    assertThat(refusal(with(field))).isEqualTo("duplicate-field");
  }

  @ParameterizedTest
  @ValueSource(strings = {"patient", "model", "version", "vector", "known", "outcome"})
  void missingField_isNamed(String field) {
    assertThat(refusal(SCORE.replace("\"" + field + "\"", "\"zz\""))).isEqualTo("missing-field");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"SCORE\"", "\"not_applicable\"", "0", "null"})
  void outcome_isOneOfFourWords(String outcome) {
    assertThat(refusal(SCORE.replace("\"score\"", outcome))).isEqualTo("malformed");
  }

  @Test
  void scoreInAnAlert_isReadByTheSameRules() {
    String alert = new String(Json.encode(GoldenAlerts.scoreAlert()), UTF_8);
    byte[] other = alert.replace("\"outcome\":\"score\"", "\"outcome\":\"sure\"").getBytes(UTF_8);

    assertThatThrownBy(() -> Json.decode(other, AlertTransition.class))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("'outcome' is none of a score's");
  }
}
