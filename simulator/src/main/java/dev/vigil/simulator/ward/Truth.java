package dev.vigil.simulator.ward;

import static java.util.Objects.requireNonNull;

/**
 * What really happens to a simulated patient, for judging alerts against.
 *
 * @param patient pseudonymous id
 * @param onset second from which something is wrong, since the epoch
 * @param worst second from which it is at its worst, since the epoch
 * @param over second from which nothing is wrong any more, since the epoch
 */
public record Truth(String patient, Scenario scenario, long onset, long worst, long over) {
  public Truth {
    requireNonNull(patient, "patient is null");
    requireNonNull(scenario, "scenario is null");
  }

  /** Whether it is going on at this second. */
  public boolean covers(long second) {
    return second >= onset && second < over;
  }

  /** How bad it is at this second, 0 to 1. */
  double severity(long second) {
    if (!covers(second)) {
      return 0;
    }
    if (second < worst) {
      return Scenario.smooth((second - onset) / (double) (worst - onset));
    }
    return scenario.left(over - second);
  }
}
