package dev.vigil.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Texts as devices may send them, chosen to break line protocol, InfluxQL and SQL. */
final class Texts {
  private static final List<String> PIECES =
      List.of(
          " ",
          ",",
          "=",
          "\"",
          "'",
          "\\",
          "\n",
          "\r",
          "\t",
          "\0",
          "\u007f",
          "~",
          "~0",
          "~0041",
          "#",
          "/",
          ";",
          "--",
          "%",
          "$1",
          "$",
          "a",
          "Z",
          "0",
          "ä",
          "心",
          "\ud83d\ude00",
          "\ud83d",
          "\ude00",
          "\u2028",
          "null",
          "true",
          "1i",
          "1.5",
          "t",
          "{",
          "}",
          "/*",
          "|");

  private Texts() {}

  /** Each piece alone and between letters, the empty text, and chance sequences of pieces. */
  static List<String> difficult(Random random, int sequences) {
    List<String> texts = new ArrayList<>();
    texts.add("");
    PIECES.stream().flatMap(piece -> Stream.of(piece, "x" + piece + "y")).forEach(texts::add);
    for (int i = 0; i < sequences; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = 1 + random.nextInt(8); length > 0; length--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      texts.add(text.toString());
    }
    return texts.stream().distinct().toList();
  }
}
