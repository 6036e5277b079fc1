package dev.vigil.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the patient log's records and of feature vectors. Readings, ticks and vectors are
 * read and written token by token, the rest through {@link Json}; both give the same JSON and
 * refuse the same.
 */
public final class LogCodec {
  private static final int TYPICAL_BYTES = 512;
  private static final int DEEPEST_NESTING = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // The same numbers as the JDK's own reader, in a fraction of its time.
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          // The JDK's own form of a double changed with JDK 19; this one is the same on all.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          // Half a surrogate pair has an escape, but no UTF-8.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST_NESTING).build())
          .build();

  private LogCodec() {}

  /** The record as UTF-8 JSON; its type belongs into the header. */
  public static byte[] encode(LogRecord record) {
    if (record instanceof Readings readings) {
      return encode(ReadingsForm.INSTANCE, readings);
    }
    if (record instanceof Tick tick) {
      return encode(TickForm.INSTANCE, tick);
    }
    return Json.encode(record instanceof ContextChange change ? change.context() : record);
  }

  /**
   * Reads a record of the patient log.
   *
   * @param type from its header, null if it has none
   * @param json the record's value, null for a tombstone, which the log has none of
   * @throws MalformedRecordException with a reason code, if it follows no schema; nothing else is
   *     thrown, whatever the bytes
   */
  public static LogRecord decode(@Nullable RecordType type, byte @Nullable [] json)
      throws MalformedRecordException {
    if (type == null) {
      throw new MalformedRecordException("unknown-type", "no known header 'type'", null);
    }
    return switch (type) {
      case READINGS -> decode(ReadingsForm.INSTANCE, json);
      case TICK -> decode(TickForm.INSTANCE, json);
      case CONTEXT -> new ContextChange(Json.decode(json, PatientContext.class));
      case COMMAND -> Json.decode(json, Command.class);
      case SCORE -> Json.decode(json, Score.class);
      case RESUME -> Json.decode(json, Resume.class);
    };
  }

  /** The vector as UTF-8 JSON, the same bytes for the same vector. */
  public static byte[] encode(FeatureVector vector) {
    return encode(VectorForm.INSTANCE, vector);
  }

  /**
   * Reads a feature vector.
   *
   * @throws MalformedRecordException if it isn't one; nothing else is thrown
   */
  public static FeatureVector decodeVector(byte @Nullable [] json) throws MalformedRecordException {
    return decode(VectorForm.INSTANCE, json);
  }

  /**
   * Reads some features of a vector, for a fraction of the cost; the values of the others are only
   * seen to be numbers.
   *
   * @param wanted names of the features
   * @throws MalformedRecordException if it isn't a vector; nothing else is thrown
   */
  public static FeatureVector decodeVector(byte @Nullable [] json, Set<String> wanted)
      throws MalformedRecordException {
    return decode(new VectorForm(wanted), json);
  }

  private static <T> byte[] encode(TokenForm<T> form, T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      form.write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** Hostile bytes may bring any exception out of a parser; a poison record must end as one. */
  private static <T> T decode(TokenForm<T> form, byte @Nullable [] json)
      throws MalformedRecordException {
    String name = form.type().getSimpleName();
    if (json == null) {
      throw new MalformedRecordException("malformed", "not a " + name + ": no value", null);
    }
    try (JsonParser in = FACTORY.createParser(json)) {
      in.nextToken();
      Fields.expect(in, JsonToken.START_OBJECT);
      T value = form.read(in);
      if (in.nextToken() != null) {
        throw new MalformedRecordException("malformed", "more follows after the " + name, null);
      }
      return value;
    } catch (IOException | RuntimeException e) {
      throw Json.malformed(name, e);
    }
  }
}
