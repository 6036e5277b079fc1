package dev.vigil.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

/**
 * The log for those who fold it elsewhere, and the vectors of it: too long to be held, so each is
 * written while it is read. What is asked for is looked at before the first byte; all may block for
 * minutes.
 */
public interface LogStreams {
  /** Writes an answer, and leaves the stream open. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * The patient log and what governed it, from its beginning to where the jobs have come.
   *
   * @throws dev.vigil.dashboard.registry.RefusedException if it isn't whole
   */
  Body log();

  /** The same of what is left, where the log has lost its beginning: it says so itself. */
  default Body left() {
    return log();
  }

  /**
   * Vectors as they were sent, as CSV.
   *
   * @param from first second at which they were known
   * @param to they were known before this second
   * @param patients of whom; empty for all
   * @throws dev.vigil.dashboard.registry.RefusedException if the stretch isn't over, or not there
   *     any more
   */
  Body vectors(long from, long to, Set<String> patients);
}
