package dev.vigil.bench.peers.session;

import java.time.Duration;

/** A side gives no more results. */
public final class StalledException extends Exception {
  private static final long serialVersionUID = 1L;

  StalledException(String output, long results, long wanted, Duration patience) {
    super(
        output
            + ": "
            + results
            + " of "
            + wanted
            + " results came, and no other within "
            + patience.toSeconds()
            + " s: its log says why");
  }
}
