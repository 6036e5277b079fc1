package dev.vigil.dashboard;

import java.util.ArrayList;
import java.util.List;

/**
 * The string and template literals of a script of the pages, found by its tokens: comments and
 * regular expressions are none. What a template puts in stands as {@link #VALUE}.
 */
final class ScriptLiterals {
  static final char VALUE = '□';

  /** After one of these a slash begins a regular expression, else it divides. */
  private static final String BEFORE_REGEX = "(,=:[!&|?{};>";

  private static final int CONTEXT = 60;

  private final String source;
  private final List<Literal> found = new ArrayList<>();
  private int at;

  private ScriptLiterals(String source) {
    this.source = source;
  }

  /**
   * One literal.
   *
   * @param before what stands before it in the script
   */
  record Literal(String text, String before) {}

  static List<Literal> of(String source) {
    ScriptLiterals script = new ScriptLiterals(source);
    script.code(false);
    return script.found;
  }

  /** Reads code to its end, or to the brace that closes what was opened. */
  private void code(boolean toBrace) {
    char previous = '(';
    while (at < source.length()) {
      char here = source.charAt(at);
      if (toBrace && here == '}') {
        at++;
        return;
      }
      if (source.startsWith("//", at)) {
        skipTo("\n");
      } else if (source.startsWith("/*", at)) {
        skipTo("*/");
      } else {
        previous = token(here, previous);
      }
    }
  }

  /** Reads one token; gives what the next one has before it. */
  private char token(char here, char previous) {
    if (here == '"' || here == '\'') {
      string(here);
      return here;
    }
    if (here == '`') {
      template();
      return here;
    }
    if (here == '/' && BEFORE_REGEX.indexOf(previous) >= 0) {
      regex();
      return ')';
    }
    at++;
    if (here == '{') {
      code(true);
      return '}';
    }
    return Character.isWhitespace(here) ? previous : here;
  }

  private void skipTo(String end) {
    int next = source.indexOf(end, at);
    at = next < 0 ? source.length() : next + end.length();
  }

  private void string(char quote) {
    int from = at++;
    while (source.charAt(at) != quote) {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    add(from, source.substring(from + 1, at++));
  }

  private void template() {
    int from = at++;
    StringBuilder text = new StringBuilder();
    while (source.charAt(at) != '`') {
      if (source.startsWith("${", at)) {
        at += 2;
        code(true);
        text.append(VALUE);
      } else {
        text.append(source.charAt(at++));
      }
    }
    at++;
    add(from, text.toString());
  }

  private void regex() {
    boolean inClass = false;
    at++;
    while (source.charAt(at) != '/' || inClass) {
      char here = source.charAt(at);
      if (here == '[' || here == ']') {
        inClass = here == '[';
      }
      at += here == '\\' ? 2 : 1;
    }
    at++;
  }

  private void add(int from, String text) {
    found.add(new Literal(text, source.substring(Math.max(0, from - CONTEXT), from)));
  }
}
