package dev.vigil.alerting.yaml;

/** A text that is no YAML as it is asked for here. */
public final class UnreadableYamlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String expected;

  UnreadableYamlException(int line, String expected) {
    super("line " + line + ": expected " + expected);
    this.line = line;
    this.expected = expected;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** What should stand there. */
  public String expected() {
    return expected;
  }
}
