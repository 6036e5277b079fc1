package dev.vigil.schemas;

import static dev.vigil.schemas.Fields.decimal;
import static dev.vigil.schemas.Fields.expect;
import static dev.vigil.schemas.Fields.integer;
import static dev.vigil.schemas.Fields.once;
import static dev.vigil.schemas.Fields.present;
import static dev.vigil.schemas.Fields.smallInteger;
import static dev.vigil.schemas.Fields.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
      readings.add(readReading(in));
    }
    return readings;
  }

  private static Reading readReading(JsonParser in) throws IOException, MalformedRecordException {
    String vital = null;
    String sensor = null;
    Long measured = null;
    BigDecimal value = null;
    String unit = null;
    Reading.Status status = null;
    Integer version = null;
    String by = null;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "vital" -> vital = once(vital, text(in), field);
        case "sensor" -> sensor = once(sensor, text(in), field);
        case "measured" -> measured = once(measured, integer(in), field);
        case "value" -> value = once(value, decimal(in), field);
        case "unit" -> unit = once(unit, text(in), field);
        case "status" -> status = once(status, status(text(in)), field);
        case "version" -> version = once(version, smallInteger(in), field);
        case "by" -> by = once(by, text(in), field);
        default -> in.skipChildren();
      }
    }
    VitalSign entry = entry(present(vital, "vital"), present(unit, "unit"));
    Reading.Status stands = status == null ? Reading.Status.FINAL : status;
    return new Reading(
        entry.id(),
        present(sensor, "sensor"),
        present(measured, "measured"),
        steps(entry, stands, value),
        stands,
        version == null ? 1 : version,
        by);
  }

  private static Reading.Status status(String wireName) throws MalformedRecordException {
    Reading.Status status = Reading.Status.ofWireName(wireName);
    if (status == null) {
      throw new MalformedRecordException(
          "unknown-status", "status is none of final, corrected, withdrawn", null);
    }
    return status;
  }

  private static VitalSign entry(String vital, String unit) throws MalformedRecordException {
    VitalSign entry = VitalSigns.catalogue().find(vital);
    if (entry == null) {
      throw new MalformedRecordException("unknown-vital", "vital is not in the catalogue", null);
    }
    if (!entry.unit().equals(unit)) {
      throw new MalformedRecordException(
          "unit-mismatch", "unit of " + entry.id() + " is not " + entry.unit(), null);
    }
    return entry;
  }

  private static long steps(VitalSign vital, Reading.Status status, @Nullable BigDecimal given)
      throws MalformedRecordException {
    if (status == Reading.Status.WITHDRAWN) {
      return 0;
    }
    BigDecimal value = present(given, "value");
    if (!vital.isPlausible(value)) {
      throw new MalformedRecordException(
          "implausible", vital.id() + " is outside the catalogue's range", null);
    }
    long steps = vital.toSteps(value);
    if (vital.toDecimal(steps).compareTo(value) != 0) {
      throw new MalformedRecordException(
          "too-precise", vital.id() + " has over " + vital.decimals() + " decimals", null);
    }
    return steps;
  }
}
