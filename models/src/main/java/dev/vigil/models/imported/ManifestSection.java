package dev.vigil.models.imported;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A section of a manifest; each complaint names the field by its path. */
final class ManifestSection {
  private final JsonNode node;
  private final String path;

  /**
   * A section with these fields and no others.
   *
   * @param path of the section, empty for the whole
   */
  ManifestSection(JsonNode node, String path, Set<String> fields) throws ImportException {
    this.node = requireNonNull(node, "node is null");
    this.path = path;
    if (!node.isObject()) {
      throw new ImportException(
          (path.isEmpty() ? "the manifest" : path)
              + " is no section, expected \"field: value\" lines");
    }
    for (var field : node.properties()) {
      if (!fields.contains(field.getKey())) {
        throw new ImportException(
            "%s is no field: did you mean %s?"
                .formatted(path(field.getKey()), Nearest.to(field.getKey(), fields)));
      }
    }
  }

  String path(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  boolean has(String field) {
    return node.hasNonNull(field);
  }

  /** A text that has to be there. */
  String text(String field) throws ImportException {
    JsonNode value = node.path(field);
    if (value.isNumber() || value.isBoolean()) {
      throw wrong(field, value.asText(), "a text; put it into quotes");
    }
    if (!value.isTextual() || value.asText().isBlank()) {
      throw missing(field, "a text");
    }
    return value.asText().strip();
  }

  /** A number that has to be there. */
  double number(String field) throws ImportException {
    return finite(path(field), node.path(field));
  }

  /** A number, or what counts where there is none. */
  double number(String field, double otherwise) throws ImportException {
    return has(field) ? number(field) : otherwise;
  }

  /** A number from 0 to 1. */
  double share(String field) throws ImportException {
    double share = number(field);
    if (!(share >= 0 && share <= 1)) {
      throw wrong(field, Double.toString(share), "0 to 1");
    }
    return share;
  }

  /** A whole number from 0. */
  int index(String field, int otherwise) throws ImportException {
    if (!has(field)) {
      return otherwise;
    }
    JsonNode value = node.path(field);
    if (!value.isInt() || value.asInt() < 0) {
      throw wrong(field, value.toString(), "a whole number from 0");
    }
    return value.asInt();
  }

  /** What an unknown value counts as; null for NaN. */
  @Nullable Double numberOrNan(String field) throws ImportException {
    JsonNode value = node.path(field);
    return isNan(value) ? null : (Double) number(field);
  }

  /** A list of numbers, NaN among them. */
  List<Double> numbers(String field) throws ImportException {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode value : list(field)) {
      String place = path(field) + "[" + numbers.size() + "]";
      numbers.add(isNan(value) ? Double.NaN : finite(place, value));
    }
    return numbers;
  }

  /** A list that has to be there. */
  List<JsonNode> list(String field) throws ImportException {
    JsonNode value = node.path(field);
    if (!value.isArray() || value.isEmpty()) {
      throw missing(field, "a list with an entry or more");
    }
    List<JsonNode> entries = new ArrayList<>();
    value.forEach(entries::add);
    return entries;
  }

  /** A section that has to be there. */
  ManifestSection section(String field, Set<String> fields) throws ImportException {
    return new ManifestSection(node.path(field), path(field), fields);
  }

  /** One of some words. */
  String word(String field, Set<String> words) throws ImportException {
    String word = text(field);
    if (!words.contains(word)) {
      throw wrong(field, "\"" + word + "\"", String.join(" or ", words));
    }
    return word;
  }

  private static double finite(String path, JsonNode value) throws ImportException {
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw new ImportException(
          path + " is " + (value.isMissingNode() ? "missing" : value) + ", expected a number");
    }
    return value.asDouble();
  }

  /** As YAML writes it, and as people do. */
  private static boolean isNan(JsonNode value) {
    String text = value.asText().toLowerCase(Locale.ROOT);
    return text.equals("nan") || text.equals(".nan");
  }

  ImportException wrong(String field, String value, String expected) {
    return new ImportException(path(field) + " is " + value + ", expected " + expected);
  }

  private ImportException missing(String field, String expected) {
    return new ImportException(path(field) + " is missing or empty, expected " + expected);
  }
}
