package dev.vigil.schemas;

import static dev.vigil.schemas.Fields.expect;
import static dev.vigil.schemas.Fields.integer;
import static dev.vigil.schemas.Fields.once;
import static dev.vigil.schemas.Fields.present;
import static dev.vigil.schemas.Fields.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Readings: decimal values in canonical units outside, steps inside. */
final class ReadingsForm implements TokenForm<Readings> {
  static final ReadingsForm INSTANCE = new ReadingsForm();

  private ReadingsForm() {}

  @Override
  public Class<Readings> type() {
    return Readings.class;
  }

  @Override
  public void write(Readings readings, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("patient", readings.patient());
    out.writeNumberField("received", readings.received());
    out.writeStringField("source", readings.source());
    out.writeArrayFieldStart("readings");
    for (Reading reading : readings.readings()) {
      writeReading(reading, out);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeReading(Reading reading, JsonGenerator out) throws IOException {
    VitalSign vital = VitalSigns.catalogue().get(reading.vital());
    out.writeStartObject();
    out.writeStringField("vital", reading.vital());
    out.writeStringField("sensor", reading.sensor());
    out.writeNumberField("measured", reading.measured());
    if (reading.status() != Reading.Status.WITHDRAWN) {
      out.writeNumberField("value", vital.toDecimal(reading.value()));
    }
    out.writeStringField("unit", vital.unit());
    out.writeStringField("status", reading.status().wireName());
    out.writeNumberField("version", reading.version());
    if (reading.by() != null) {
      out.writeStringField("by", reading.by());
    }
    out.writeEndObject();
  }

  @Override
  public Readings read(JsonParser in) throws IOException, MalformedRecordException {
    String patient = null;
    Long received = null;
    String source = null;
    List<Reading> readings = null;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "patient" -> patient = once(patient, text(in), field);
        case "received" -> received = once(received, integer(in), field);
        case "source" -> source = once(source, text(in), field);
        case "readings" -> readings = once(readings, readAll(in), field);
        default -> in.skipChildren();
      }
    }
    return new Readings(
        present(patient, "patient"),
        present(received, "received"),
        present(source, "source"),
        present(readings, "readings"));
  }

  private static List<Reading> readAll(JsonParser in) throws IOException, MalformedRecordException {
    expect(in, JsonToken.START_ARRAY);
    List<Reading> readings = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      expect(in, JsonToken.START_OBJECT);
      readings.add(ReadingFields.readFrom(in).reading());
    }
    return readings;
  }
}
