package dev.vigil.schemas;

import static dev.vigil.schemas.Fields.decimal;
import static dev.vigil.schemas.Fields.integer;
import static dev.vigil.schemas.Fields.once;
import static dev.vigil.schemas.Fields.present;
import static dev.vigil.schemas.Fields.smallInteger;
import static dev.vigil.schemas.Fields.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The fields of one reading, in whatever order they come: only together do they have a meaning. */
final class ReadingFields {
  private @Nullable String vital;
  private @Nullable String sensor;
  private @Nullable Long measured;
  private @Nullable BigDecimal value;
  private @Nullable String unit;
  private Reading.@Nullable Status status;
  private @Nullable Integer version;
  private @Nullable String by;

  private ReadingFields() {}

  /** Reads the object that begins at the current token, up to its end. */
  static ReadingFields readFrom(JsonParser in) throws IOException, MalformedRecordException {
    ReadingFields fields = new ReadingFields();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      in.nextToken();
      fields.read(field, in);
    }
    return fields;
  }

  private void read(String field, JsonParser in) throws IOException, MalformedRecordException {
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

  /** The reading, its value in steps. */
  Reading reading() throws MalformedRecordException {
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
