package dev.vigil.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of all topics but the reading's own path ({@link LogCodec}): Jackson's data binding, the
 * same bytes for the same value.
 *
 * <p>Nothing is guessed: a number in quotes, 1.5 for a whole number, a name that stands twice, a
 * missing number or a second value after the first are refused. Fields that it doesn't know are
 * skipped, so that an older Vigil reads what a newer one wrote.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          // The JDK's own form of a double changed with JDK 19; this one is the same on all.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          // Half a surrogate pair has an escape, but no UTF-8.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .addModule(new FormModule())
          .build();

  private Json() {}

  /** The shared mapper: thread-safe, not to be configured further. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** The value as UTF-8 JSON. */
  public static byte[] encode(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e.getClass().getSimpleName() + " on encoding", e);
    }
  }

  /**
   * Reads a value; the message of a failure names the type and the place, never the content.
   *
   * @param json null for a tombstone, which is refused
   * @throws MalformedRecordException if it isn't one; nothing else is thrown, whatever the bytes
   */
  public static <T> T decode(byte @Nullable [] json, Class<T> type)
      throws MalformedRecordException {
    String name = type.getSimpleName();
    if (json == null) {
      throw new MalformedRecordException("malformed", "not a " + name + ": no value", null);
    }
    T value;
    try {
      value = MAPPER.readValue(json, type);
    } catch (IOException | RuntimeException e) {
      throw malformed(name, e);
    }
    if (value == null) {
      throw new MalformedRecordException("malformed", "not a " + name + ": null", null);
    }
    return value;
  }

  /** The refusal, without a cause: Jackson's own message quotes the content. */
  static MalformedRecordException malformed(String name, Exception e) {
    if (e.getCause() instanceof MalformedRecordException known) {
      return known;
    }
    return new MalformedRecordException(
        "malformed", "not a " + name + ": " + e.getClass().getSimpleName() + place(e), null);
  }

  private static String place(Exception e) {
    if (e instanceof JsonProcessingException json
        && json.getLocation() != null
        && json.getLocation().getByteOffset() >= 0) {
      return " at byte " + json.getLocation().getByteOffset();
    }
    return "";
  }
}
