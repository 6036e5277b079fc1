package dev.vigil.app.config;

import java.util.List;

/** The commented example with all defaults, made from the records themselves. */
public final class ConfigExample {
  private static final int WIDTH = 100;

  private ConfigExample() {}

  /** The text of {@code vigil.example.yaml}. */
  public static String yaml() {
    StringBuilder text = new StringBuilder();
    comment(
        text,
        "",
        "Vigil's configuration with all its defaults. Copy to vigil.yaml and keep what differs."
            + " Flags win over variables (VIGIL_FLINK_REST_PORT is flink.rest-port), variables over"
            + " this file. Paths are relative to the folder that Vigil is started in.");
    String section = "";
    for (Key key : Key.of(VigilConfig.class)) {
      int dot = key.path().lastIndexOf('.');
      if (!key.path().substring(0, dot).equals(section)) {
        section = key.path().substring(0, dot);
        text.append('\n').append(section).append(":\n");
      }
      entry(text, key, key.filePath().substring(dot + 1));
    }
    return text.toString();
  }

  private static void entry(StringBuilder text, Key key, String name) {
    String doc = key.setting().doc();
    if (key.type() == int.class) {
      doc += " " + key.allowed().replaceFirst("a whole number ", "") + ".";
    }
    if (key.isSecret()) {
      doc += " A file that holds it, or the variable " + key.variable() + ".";
    }
    comment(text, "  ", doc);
    String value = key.setting().value();
    text.append("  ").append(name).append(':').append(value.isEmpty() ? " \"\"" : " " + value);
    text.append('\n');
  }

  private static void comment(StringBuilder text, String indent, String comment) {
    StringBuilder line = new StringBuilder(indent).append('#');
    for (String word : List.of(comment.split(" "))) {
      if (line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder(indent).append('#');
      }
      line.append(' ').append(word);
    }
    text.append(line).append('\n');
  }
}
