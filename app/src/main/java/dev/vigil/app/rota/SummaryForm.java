package dev.vigil.app.rota;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a calendar's titles are made, such as <code>{role} - {person} (ward {ward})</code>; <code>{}
 * </code> stands for any text.
 */
public final class SummaryForm {
  static final String WARD = "ward";
  static final String ROLE = "role";
  static final String PERSON = "person";
  private static final Set<String> NAMES = Set.of(WARD, ROLE, PERSON);
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  private final String text;
  private final Set<String> names;
  private final Pattern pattern;

  private SummaryForm(String text, Set<String> names, Pattern pattern) {
    this.text = text;
    this.names = names;
    this.pattern = pattern;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it names nothing, something twice, or something unknown
   */
  public static SummaryForm parse(String text) {
    Matcher placeholder = PLACEHOLDER.matcher(requireNonNull(text, "text is null"));
    StringBuilder regex = new StringBuilder();
    Set<String> names = new TreeSet<>();
    int end = 0;
    while (placeholder.find()) {
      String name = placeholder.group(1);
      regex.append(Pattern.quote(text.substring(end, placeholder.start())));
      regex.append(name.isEmpty() ? ".*" : "(?<" + name + ">.+?)");
      end = placeholder.end();
      if (!name.isEmpty() && !(NAMES.contains(name) && names.add(name))) {
        throw refused(text);
      }
    }
    if (names.isEmpty()) {
      throw refused(text);
    }
    regex.append(Pattern.quote(text.substring(end)));
    return new SummaryForm(text, names, Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is no form of a title, expected some of {ward}, {role}, {person}, each"
            + " once, with the text between them; {} stands for any text");
  }

  /** What a title says, by the names of the form. */
  Map<String, String> read(String summary) throws RefusedEntryException {
    Matcher title = pattern.matcher(summary.strip());
    if (!title.matches()) {
      throw new RefusedEntryException(
          "its SUMMARY '" + summary + "' is not of the form '" + text + "'");
    }
    Map<String, String> told = new TreeMap<>();
    for (String name : names) {
      String value = title.group(name).strip();
      if (value.isEmpty()) {
        throw new RefusedEntryException("its SUMMARY '" + summary + "' has no " + name);
      }
      told.put(name, value);
    }
    return told;
  }
}
