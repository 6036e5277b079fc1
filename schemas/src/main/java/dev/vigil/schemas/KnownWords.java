package dev.vigil.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Texts that come again and again, such as names of models and of what they miss: read as the same
 * string each time. A score of a model of many inputs names a hundred, and the last scores of all
 * patients are kept. It forgets one word for another that falls on its place, so that it never
 * grows. Safe for several threads.
 */
final class KnownWords {
  /** A power of two; all models' inputs are some hundreds. */
  private static final int PLACES = 1 << 12;

  private static final int HASH_FACTOR = 31;

  private final AtomicReferenceArray<String> words = new AtomicReferenceArray<>(PLACES);

  /** The text that the parser stands on. */
  String text(JsonParser in) throws IOException, MalformedRecordException {
    Fields.expect(in, JsonToken.VALUE_STRING);
    char[] chars = in.getTextCharacters();
    int from = in.getTextOffset();
    int length = in.getTextLength();
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = HASH_FACTOR * hash + chars[i];
    }
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    String known = words.get(place);
    if (known != null && isText(known, chars, from, length)) {
      return known;
    }
    String read = new String(chars, from, length);
    words.set(place, read);
    return read;
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
