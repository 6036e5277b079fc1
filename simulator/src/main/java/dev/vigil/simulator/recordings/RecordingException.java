package dev.vigil.simulator.recordings;

/**
 * A recording as a whole, or one of its files, can't be read. The message names the file, what was
 * expected and the remedy, and is fit for a terminal.
 */
public final class RecordingException extends RuntimeException {
  public RecordingException(String message) {
    super(message);
  }

  public RecordingException(String message, Throwable cause) {
    super(message, cause);
  }
}
