package dev.vigil.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Reads a text that comes again and again, such as the name of a model or of an input that it
 * misses, as the same string each time: a score of a model of many inputs names a hundred, and the
 * last scores of all patients are kept. One word is forgotten for another that falls on its place,
 * so that what is known never grows.
 */
final class KnownWord extends StdScalarDeserializer<String> {
  private static final long serialVersionUID = 1L;

  /** A power of two; all models' inputs are some hundreds. */
  private static final int PLACES = 1 << 12;

  private static final int HASH_FACTOR = 31;

  private static final AtomicReferenceArray<String> WORDS = new AtomicReferenceArray<>(PLACES);

  KnownWord() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser in, DeserializationContext context) throws IOException {
    if (!in.hasToken(JsonToken.VALUE_STRING)) {
      throw context.wrongTokenException(in, String.class, JsonToken.VALUE_STRING, "");
    }
    char[] chars = in.getTextCharacters();
    int from = in.getTextOffset();
    int length = in.getTextLength();
    int place = place(chars, from, length);
    String known = WORDS.get(place);
    if (known != null && isText(known, chars, from, length)) {
      return known;
    }
    String read = new String(chars, from, length);
    WORDS.set(place, read);
    return read;
  }

  private static int place(char[] chars, int from, int length) {
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = HASH_FACTOR * hash + chars[i];
    }
    return (hash ^ (hash >>> 16)) & (PLACES - 1);
  }

  private static boolean isText(String known, char[] chars, int from, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != chars[from + i]) {
        return false;
      }
    }
    return true;
  }
}
