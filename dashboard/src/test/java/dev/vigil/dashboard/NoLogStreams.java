package dev.vigil.dashboard;

import dev.vigil.dashboard.registry.RefusedException;
import java.util.Set;

/** Of a log that is not whole. */
public final class NoLogStreams implements LogStreams {
  @Override
  public Body log() {
    throw RefusedException.conflict("the log is not whole", "a whole log", "Look elsewhere.");
  }

  @Override
  public Body vectors(long from, long to, Set<String> patients) {
    return log();
  }
}
