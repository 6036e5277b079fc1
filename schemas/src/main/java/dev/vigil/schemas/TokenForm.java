package dev.vigil.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * How one type is written and read token by token: for what comes too often for data binding.
 *
 * @param <T> the type
 */
interface TokenForm<T> {
  /** The type. */
  Class<T> type();

  /** Writes one JSON object. */
  void write(T value, JsonGenerator out) throws IOException;

  /**
   * Reads one JSON object; the parser stands on its {@code START_OBJECT} and is left on its {@code
   * END_OBJECT}. Fields it doesn't know are skipped.
   */
  T read(JsonParser in) throws IOException, MalformedRecordException;
}
