package dev.vigil.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The names in scores. */
class KnownWordTest {
  private static Score read(List<String> missing) throws Exception {
    Score score =
        new Score(
            "p",
            "m",
            "1",
            new OutputNumber(7, 8, 0),
            8,
            Score.Outcome.RANGE,
            null,
            1.0,
            2.0,
            new TreeMap<>(),
            missing,
            null);
    return (Score) LogCodec.decode(RecordType.SCORE, LogCodec.encode(score));
  }

  @Test
  void word_thatComesAgain_isTheSameString() throws Exception {
    Score once = read(List.of("lactate.last", "ast.age"));
    Score again = read(List.of("ast.age", "lactate.last"));

    assertThat(once.missing()).containsExactly("lactate.last", "ast.age");
    assertThat(again.missing().get(0)).isSameAs(once.missing().get(1));
    assertThat(again.missing().get(1)).isSameAs(once.missing().get(0));
    assertThat(again.model()).isSameAs(once.model());
  }

  /** Of one hash, of one length, empty, long, with escapes; more of them than there are places. */
  @Test
  void anyTexts_areReadAsTheyStand() throws Exception {
    Random random = new Random(7);
    List<String> texts = new ArrayList<>(List.of("Aa", "BB", "AaBB", "BBAa", ""));
    texts.addAll(List.of("\n\"\\", "\u00e4\ud83d\ude00", "x".repeat(20_000)));
    for (int i = 0; i < 20_000; i++) {
      texts.add(Integer.toString(random.nextInt(9_000), 36));
    }

    assertThat(read(texts).missing()).isEqualTo(texts);
  }

  @Test
  void whatIsNoText_isMalformed() {
    String score = new String(LogCodec.encode(GoldenScores.range()), UTF_8);

    for (String wrong : List.of("7", "null", "{}", "[\"a\"]", "true")) {
      String json = score.replace("[\"consciousness\"]", "[" + wrong + "]");
      assertThat(LogCodecTest.refusal(RecordType.SCORE, json)).as(wrong).isEqualTo("malformed");
    }
  }
}
