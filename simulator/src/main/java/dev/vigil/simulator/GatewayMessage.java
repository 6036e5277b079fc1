package dev.vigil.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gateway's JSON, as a sender writes and reads it: {@code POST /v1/readings}. */
final class GatewayMessage {
  private static final JsonFactory JSON = Json.mapper().getFactory();

  /**
   * The gateway's word on one reading.
   *
   * @param word accepted, duplicate, rejected or refused
   * @param reason code; absent where there is nothing to explain
   */
  record Verdict(String word, @Nullable String reason) {
    String reasonOr(String otherwise) {
      return reason == null ? otherwise : reason;
    }
  }

  private GatewayMessage() {}

  /** The readings as one JSON array, UTF-8. */
  static byte[] encode(List<OutgoingReading> readings) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(readings.size() * 160 + 2);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartArray();
      for (OutgoingReading reading : readings) {
        write(json, reading);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("readings can't be encoded", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, OutgoingReading reading) throws IOException {
    json.writeStartObject();
    writeIfPresent(json, "patient", reading.patient());
    writeIfPresent(json, "device", reading.device());
    json.writeStringField("vital", reading.vital());
    json.writeFieldName("value");
    json.writeNumber(reading.value().toPlainString());
    json.writeStringField("unit", reading.unit());
    json.writeNumberField("measured", reading.measured());
    writeIfPresent(json, "sensor", reading.sensor());
    writeIfPresent(json, "by", reading.by());
    json.writeEndObject();
  }

  private static void writeIfPresent(JsonGenerator json, String field, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
  }

  /**
   * The verdicts of a 200 answer in the order of the readings.
   *
   * @throws IOException if the answer isn't what a gateway says to that many readings
   */
  static List<Verdict> decode(byte[] answer, int readings) throws IOException {
    JsonNode verdicts = Json.mapper().readTree(answer).path("verdicts");
    if (!verdicts.isArray() || verdicts.size() != readings) {
      throw new IOException(
          "answer has " + verdicts.size() + " verdicts, expected one for each of " + readings);
    }
    List<Verdict> read = new ArrayList<>(readings);
    for (JsonNode verdict : verdicts) {
      read.add(new Verdict(verdict.path("verdict").asText(), verdict.path("reason").asText(null)));
    }
    return read;
  }
}
