package dev.vigil.alerting.rules;

/** What is known of one patient at one moment, for {@link Premise#judge}. */
public interface Facts {
  /** Whether some sensor is beyond. */
  Truth beyond(Premise.OfVital premise);

  /** Whether some sensor has changed so much. */
  Truth changed(Premise.OfChange premise);

  /** Whether the live version's last score has reached it. */
  Truth reached(Premise.OfScore premise);

  /** Whether the vital sign is unmonitored; false where none is expected. */
  Truth unmonitored(String vital);

  /**
   * Takes note of what a premise's part says now.
   *
   * @param id of the premise that asks
   * @param part what its part says
   * @param seconds after which a change has lasted
   * @return since when it says so
   */
  Lapse lapse(String id, Truth part, int seconds);

  /**
   * For how long a part has said the same.
   *
   * @param known whether it ever said anything
   * @param holds what it says
   * @param lasted whether it has said so for the time asked about, or from the beginning
   */
  record Lapse(boolean known, boolean holds, boolean lasted) {}
}
