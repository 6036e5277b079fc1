package dev.vigil.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every text of the pages in one language: {@code web/messages/LANGUAGE/PART.json}. The key of a
 * message is its part and its names in the file, joined by dots. A message is a text, in which
 * {@code {name}} stands for a value, or an object with a text for each plural category of CLDR that
 * the language has, of which {@code {n}} decides.
 */
final class Messages {
  /** The languages there are, the one for everybody else first. */
  static final List<String> LANGUAGES = List.of("en", "zh");

  /** One file each; a page of its own has a part of its own. */
  static final List<String> PARTS =
      List.of(
          "alerts",
          "board",
          "drill",
          "entry",
          "feed",
          "frame",
          "help",
          "models",
          "number",
          "past",
          "patient",
          "scores",
          "sentences",
          "signIn",
          "signs",
          "time",
          "twin",
          "ward");

  private static final Pattern PLACE = Pattern.compile("\\{\\{([A-Za-z0-9.-]+)}}");
  private static final String OTHER = "other";

  private final String language;
  private final Map<String, JsonNode> byKey = new TreeMap<>();

  /**
   * Reads the messages of a language.
   *
   * @throws IllegalStateException if a file is not in the jar
   */
  Messages(String language) {
    this.language = language;
    for (String part : PARTS) {
      add(part, read("web/messages/" + language + "/" + part + ".json"));
    }
  }

  private void add(String key, JsonNode node) {
    if (node.isTextual() || node.has(OTHER)) {
      byKey.put(key, node);
    } else {
      node.properties().forEach(field -> add(key + "." + field.getKey(), field.getValue()));
    }
  }

  private static JsonNode read(String resource) {
    try (InputStream in = Messages.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the messages " + resource + " are not in the jar");
      }
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the messages " + resource + " can't be read", e);
    }
  }

  /** All messages by key. */
  Map<String, JsonNode> byKey() {
    return Map.copyOf(byKey);
  }

  /**
   * A page with these texts for each {@code {{key}}}.
   *
   * @throws IllegalStateException if there is no such message
   */
  String in(String page) {
    return PLACE.matcher(page).replaceAll(place -> Matcher.quoteReplacement(html(place.group(1))));
  }

  private String html(String key) {
    JsonNode message = byKey.get(key);
    if (message == null) {
      throw new IllegalStateException(
          "a page asks for the message '" + key + "', which is not there in " + language);
    }
    String text = message.isTextual() ? message.asText() : message.path(OTHER).asText();
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /** All messages as an ES module for the scripts of the pages. */
  String module() {
    try {
      return "export default " + Json.mapper().writeValueAsString(byKey) + ";\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the messages of " + language + " can't be written", e);
    }
  }
}
