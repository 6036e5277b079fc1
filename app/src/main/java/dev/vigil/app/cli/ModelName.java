package dev.vigil.app.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of models and their versions, as they stand in paths of the API. */
final class ModelName {
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern VERSION =
      Pattern.compile("[A-Za-z0-9._-]{1,64}:[A-Za-z0-9._-]{1,64}");

  private ModelName() {}

  /** {@code MODEL}. */
  static final class OfModel implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return require(MODEL, text, "the name of a model, such as news2");
    }
  }

  /** {@code MODEL:VERSION}. */
  static final class OfVersion implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return require(VERSION, text, "MODEL:VERSION, such as news2:2017.1");
    }
  }

  private static String require(Pattern form, String text, String expected) {
    if (!form.matcher(text).matches()) {
      throw new TypeConversionException("'" + text + "' is not what was expected: " + expected);
    }
    return text;
  }
}
