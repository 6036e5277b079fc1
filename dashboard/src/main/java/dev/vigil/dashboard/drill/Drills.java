package dev.vigil.dashboard.drill;

import java.util.List;

/**
 * Drills of this Vigil. All methods may block, and throw {@link
 * dev.vigil.dashboard.registry.RefusedException} where something can't be done.
 */
public interface Drills {
  /** Who ends drills, admits and discharges their patients, where no person does. */
  String BY = "drill";

  /** What can be practised, such as {@code sepsis}. */
  List<String> scenarios();

  /** All drills there ever were, the latest first. */
  List<Drill> all();

  /** One of them. */
  Drill find(String id);

  /**
   * Starts one: its ward is a training ward from now on, its patients are admitted and measured.
   */
  Drill start(DrillOrder order, String by);

  /** Ends one: its patients leave. */
  Drill stop(String id, String because, String by);

  /**
   * What people did, and how soon, until now or its end.
   *
   * @param again whether the report of one that is over is computed again, from what the log still
   *     has, and not the one that was kept
   */
  DrillReport report(String id, boolean again);
}
