package dev.vigil.app.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An instant with its offset from UTC, as {@code 2026-03-01T12:00:00Z}; whole seconds. */
final class InstantOption implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))) {
        return instant;
      }
    } catch (DateTimeException e) {
      // refused below
    }
    throw new TypeConversionException(
        "'" + text + "' is no instant in whole seconds, expected one like 2026-03-01T12:00:00Z");
  }
}
