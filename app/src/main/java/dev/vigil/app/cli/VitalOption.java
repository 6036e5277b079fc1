package dev.vigil.app.cli;

import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/**
 * An option's value of the form {@code VITAL=SOMETHING}.
 *
 * @param vital id of an entry of the catalogue
 * @param value what stands behind the equals sign
 * @param expected what may stand there
 */
record VitalOption(String vital, String value, String expected) {
  private static final String NONE = "none";

  /**
   * Takes the text apart.
   *
   * @throws TypeConversionException if it is of another form, or the vital sign is unknown
   */
  static VitalOption of(String text, String expected) {
    int equals = text.indexOf('=');
    String vital = text.substring(0, Math.max(equals, 0));
    VitalOption option = new VitalOption(vital, text.substring(equals + 1), expected);
    if (equals < 1) {
      throw option.malformed();
    }
    if (VitalSigns.catalogue().find(vital) == null) {
      throw new TypeConversionException(
          "'" + vital + "' is not in the catalogue of vital signs: expected " + common() + " …");
    }
    return option;
  }

  boolean isNone() {
    return value.equals(NONE);
  }

  TypeConversionException malformed() {
    String shown = vital.isEmpty() ? value : vital + "=" + value;
    return new TypeConversionException(
        "'" + shown + "' is not of the form VITAL=… with " + expected);
  }

  private static String common() {
    return VitalSigns.catalogue().all().stream()
        .filter(vital -> vital.kind() == VitalSign.Kind.VITAL)
        .map(VitalSign::id)
        .collect(Collectors.joining(", "));
  }
}
