package dev.vigil.app.runtime;

/** What lies at the bottom of a chain of causes. */
public final class RootCause {
  private RootCause() {}

  static Throwable of(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  /** "TypeOfTheFailure: its message", in one line. */
  public static String sentence(Throwable failure) {
    Throwable root = of(failure);
    String message = root.getMessage();
    String type = root.getClass().getSimpleName();
    return message == null ? type : type + ": " + message.lines().findFirst().orElse("");
  }

  /** The last "Caused by" of a printed stack trace, or its first line: "full.Type: its message". */
  static String ofTrace(String trace) {
    String prefix = "Caused by: ";
    return trace
        .lines()
        .filter(line -> line.startsWith(prefix))
        .reduce((first, last) -> last)
        .map(line -> line.substring(prefix.length()))
        .orElseGet(() -> trace.lines().findFirst().orElse("no reason given"));
  }
}
