package dev.vigil.simulator.recordings;

import static java.util.Objects.requireNonNull;

/**
 * A row that was left out.
 *
 * @param file the file, or archive and entry
 * @param line from 1, the header included
 * @param problem what was expected; never a value of the row
 */
public record MalformedRow(String file, long line, String problem) {
  public MalformedRow {
    requireNonNull(file, "file is null");
    requireNonNull(problem, "problem is null");
  }

  @Override
  public String toString() {
    return file + " line " + line + ": " + problem;
  }
}
