package dev.vigil.bench.codec;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record the usual way: Jackson binds it to records of its shape, which are then checked
 * against the catalogue and turned into steps. It refuses less than the codec does (a field that
 * stands twice, 1.5 for a whole number), which is to its advantage.
 */
final class BoundReader {
  /** The shape of the JSON. */
  record Message(String patient, long received, String source, List<Value> readings) {}

  /** The shape of one reading. */
  record Value(
      String vital,
      String sensor,
      long measured,
      @Nullable BigDecimal value,
      String unit,
      Reading.@Nullable Status status,
      @Nullable Integer version,
      @Nullable String by) {}

  private final ObjectReader reader =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(Reading.Status.class, StatusWords.class)
          .build()
          .readerFor(Message.class);

  Readings read(byte[] json) throws IOException {
    Message message = reader.readValue(json);
    return new Readings(
        message.patient(),
        message.received(),
        message.source(),
        message.readings().stream().map(BoundReader::reading).toList());
  }

  private static Reading reading(Value bound) {
    VitalSign vital = VitalSigns.catalogue().get(bound.vital());
    if (!vital.unit().equals(bound.unit())) {
      throw new IllegalArgumentException("unit of " + vital.id() + " is not " + vital.unit());
    }
    Reading.Status status = bound.status() == null ? Reading.Status.FINAL : bound.status();
    return new Reading(
        vital.id(),
        bound.sensor(),
        bound.measured(),
        status == Reading.Status.WITHDRAWN ? 0 : steps(vital, bound.value()),
        status,
        bound.version() == null ? 1 : bound.version(),
        bound.by());
  }

  private static long steps(VitalSign vital, @Nullable BigDecimal value) {
    if (value == null || !vital.isPlausible(value)) {
      throw new IllegalArgumentException(vital.id() + " is missing or outside its range");
    }
    long steps = vital.toSteps(value);
    if (vital.toDecimal(steps).compareTo(value) != 0) {
      throw new IllegalArgumentException(vital.id() + " has too many decimals");
    }
    return steps;
  }
}
