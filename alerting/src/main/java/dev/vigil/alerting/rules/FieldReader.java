package dev.vigil.alerting.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Nearest;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one object; what nobody asked for is refused. */
final class FieldReader {
  // Far beyond any limit or score; a number like 1e1000000 would take memory, not sense.
  private static final int MOST_DIGITS = 15;

  private static final int LONGEST_NAME = 40;

  private final JsonNode node;
  private final String place;
  private final Set<String> known = new TreeSet<>();

  /**
   * Of an object.
   *
   * @param place its path within the rule; empty for the rule itself
   */
  FieldReader(JsonNode node, String place) {
    this.node = node;
    this.place = place;
  }

  /** A field's path within the rule. */
  String path(String field) {
    return place.isEmpty() ? field : place + '/' + field;
  }

  JsonNode node(String field) {
    known.add(field);
    return node.path(field);
  }

  void requireNoOther() {
    for (Iterator<String> fields = node.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!known.contains(field)) {
        String named = field.substring(0, Math.min(field.length(), LONGEST_NAME));
        throw new InvalidRuleException(path(named), "no other fields than " + known);
      }
    }
  }

  String text(String field) {
    JsonNode value = node(field);
    if (!value.isTextual()) {
      throw new InvalidRuleException(path(field), "a text");
    }
    return value.textValue();
  }

  VitalSign vital(String field) {
    String id = text(field);
    VitalSign sign = VitalSigns.catalogue().find(id);
    if (sign == null) {
      throw new InvalidRuleException(path(field), anId(id));
    }
    return sign;
  }

  /** A technical alarm of devices. */
  VitalSign technical(String field) {
    String id = text(field);
    VitalSign sign = VitalSigns.catalogue().find(id);
    if (sign == null || sign.kind() != VitalSign.Kind.TECHNICAL) {
      throw new InvalidRuleException(
          path(field), "a technical alarm, one of " + String.join(", ", technical()));
    }
    return sign;
  }

  private static Set<String> technical() {
    Set<String> all = new TreeSet<>();
    VitalSigns.catalogue().all().stream()
        .filter(sign -> sign.kind() == VitalSign.Kind.TECHNICAL)
        .forEach(sign -> all.add(sign.id()));
    return all;
  }

  @Nullable String textIfPresent(String field) {
    return node(field).isMissingNode() ? null : text(field);
  }

  private static String anId(String given) {
    Set<String> all = new TreeSet<>();
    VitalSigns.catalogue().all().forEach(sign -> all.add(sign.id()));
    boolean isShort = given.length() <= LONGEST_NAME;
    return "an id of the catalogue of vital signs"
        + (isShort ? ", such as '" + Nearest.to(given, all) + "'" : "");
  }

  @Nullable BigDecimal number(String field) {
    JsonNode value = node(field);
    // Policies of before there were premises say null for none.
    if (value.isMissingNode() || (value.isNull() && place.isEmpty())) {
      return null;
    }
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      if (number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS) {
        return number;
      }
    }
    throw new InvalidRuleException(path(field), "a number of at most " + MOST_DIGITS + " digits");
  }

  BigDecimal required(String field) {
    BigDecimal number = number(field);
    if (number == null) {
      throw new InvalidRuleException(path(field), "a number");
    }
    return number;
  }

  BigDecimal orZero(String field) {
    BigDecimal number = number(field);
    return number == null ? BigDecimal.ZERO : number;
  }

  int integer(String field, int least, int most) {
    JsonNode value = node(field);
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      throw new InvalidRuleException(path(field), "a whole number from " + least + " to " + most);
    }
    return value.intValue();
  }

  @Nullable Integer integerIfPresent(String field, int least, int most) {
    return node(field).isMissingNode() ? null : (Integer) integer(field, least, most);
  }

  /** A difference in steps of the vital sign's precision. */
  long steps(String field, BigDecimal number, VitalSign sign) {
    BigDecimal widest = sign.high().subtract(sign.low());
    if (number.stripTrailingZeros().scale() > sign.decimals()
        || number.abs().compareTo(widest) > 0) {
      throw new InvalidRuleException(
          path(field),
          "a number of at most %d decimals, at most %s %s"
              .formatted(sign.decimals(), widest.toPlainString(), sign.unit()));
    }
    return sign.toSteps(number);
  }

  /** A list of texts; empty where there is none. */
  Set<String> texts(String field) {
    JsonNode list = node(field);
    Set<String> texts = new TreeSet<>();
    if (list.isMissingNode()) {
      return texts;
    }
    if (!list.isArray() || list.isEmpty()) {
      throw new InvalidRuleException(path(field), "a list of texts");
    }
    for (JsonNode text : list) {
      if (!text.isTextual() || text.textValue().isBlank()) {
        throw new InvalidRuleException(path(field), "a list of texts");
      }
      texts.add(text.textValue());
    }
    return texts;
  }
}
