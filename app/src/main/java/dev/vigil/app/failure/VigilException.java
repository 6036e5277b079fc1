package dev.vigil.app.failure;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Something that a person has to know or change: one sentence (or two) that names the thing, what
 * was expected and the remedy. The terminal shows the sentence alone, the log file the cause too.
 */
public final class VigilException extends RuntimeException {
  /** Exit code: a problem was found. */
  public static final int PROBLEM = 1;

  /** Exit code: the command or its configuration is wrong. */
  public static final int USAGE = 2;

  private final int exitCode;

  private VigilException(String sentence, @Nullable Throwable cause, int exitCode) {
    super(requireNonNull(sentence, "sentence is null"), cause);
    this.exitCode = exitCode;
  }

  /** A problem of the machine or the data: exit code 1. */
  public static VigilException problem(String sentence) {
    return new VigilException(sentence, null, PROBLEM);
  }

  /** A problem with its cause, which goes to the log file only. */
  public static VigilException problem(String sentence, Throwable cause) {
    return new VigilException(sentence, cause, PROBLEM);
  }

  /** A wrong option, variable or configuration value: exit code 2. */
  public static VigilException usage(String sentence) {
    return new VigilException(sentence, null, USAGE);
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }

  /** The sentence; never null, unlike {@link Throwable#getMessage()}. */
  public String sentence() {
    return requireNonNull(getMessage(), "message is null");
  }
}
