package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import dev.vigil.simulator.Tally;

/**
 * What was handed to the sender, and what the gateway said of it, since this start.
 *
 * @param sent readings
 * @param tally the gateway's answers
 */
record Verdicts(long sent, Tally tally) {
  static final Verdicts NONE = new Verdicts(0, Tally.NONE);

  Verdicts {
    requireNonNull(tally, "tally is null");
  }

  /** With these readings sent, and answered with that. */
  Verdicts plus(long readings, Tally answers) {
    return new Verdicts(sent + readings, tally.plus(answers));
  }
}
