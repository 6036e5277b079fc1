package dev.vigil.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KnownWordsTest {
  private final KnownWords words = new KnownWords();

  private List<String> read(List<String> texts) throws Exception {
    List<String> read = new ArrayList<>();
    try (JsonParser in = Json.mapper().createParser(Json.encode(texts))) {
      in.nextToken();
      for (int i = 0; i < texts.size(); i++) {
        in.nextToken();
        read.add(words.text(in));
      }
    }
    return read;
  }

  @Test
  void word_thatComesAgain_isTheSameString() throws Exception {
    List<String> once = read(List.of("lactate.last", "ast.age"));
    List<String> again = read(List.of("ast.age", "lactate.last"));

    assertThat(once).containsExactly("lactate.last", "ast.age");
    assertThat(again.get(0)).isSameAs(once.get(1));
    assertThat(again.get(1)).isSameAs(once.get(0));
  }

  /** Of one hash, of one length, empty, long, with escapes; more of them than there are places. */
  @Test
  void anyTexts_areReadAsTheyStand() throws Exception {
    Random random = new Random(7);
    List<String> texts = new ArrayList<>(List.of("Aa", "BB", "AaBB", "BBAa", ""));
    texts.addAll(List.of("\n\"\\", "\u00e4\ud83d\ude00"));
    texts.add("x".repeat(20_000));
    for (int i = 0; i < 20_000; i++) {
      texts.add(Integer.toString(random.nextInt(9_000), 36));
    }

    assertThat(read(texts)).isEqualTo(texts);
  }

  @Test
  void whatIsNoText_isRefused() throws Exception {
    try (JsonParser in = Json.mapper().createParser("7")) {
      in.nextToken();

      assertThatThrownBy(() -> words.text(in)).isInstanceOf(MalformedRecordException.class);
    }
  }
}
