package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.PatientContext.Limits;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A patient's own limits of one vital sign, as they are given to a command: {@code
 * heart-rate=40..130}.
 *
 * @param vital id of an entry of the catalogue
 * @param limits null for none: the rules' limits hold again
 */
record VitalLimits(String vital, @Nullable Limits limits) {
  /** For the descriptions of options. */
  static final String FORM = "VITAL=LOW..HIGH";

  private static final String NUMBER = "-?\\d{1,12}(?:\\.\\d{1,6})?";
  private static final Pattern RANGE =
      Pattern.compile("(?<low>" + NUMBER + ")?\\.\\.(?<high>" + NUMBER + ")?");

  VitalLimits {
    requireNonNull(vital, "vital is null");
  }

  /** Reads one from the command line. */
  static final class Converter implements ITypeConverter<VitalLimits> {
    @Override
    public VitalLimits convert(String text) {
      VitalOption option = VitalOption.of(text, "40..130, 40.., ..130 or none");
      if (option.isNone()) {
        return new VitalLimits(option.vital(), null);
      }
      Matcher range = RANGE.matcher(option.value());
      if (!range.matches() || option.value().equals("..")) {
        throw option.malformed();
      }
      try {
        return new VitalLimits(
            option.vital(), new Limits(number(range.group("low")), number(range.group("high"))));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + text + "' is no range of limits: " + e.getMessage());
      }
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
      return text == null ? null : new BigDecimal(text);
    }
  }
}
