package dev.vigil.app.drill;

import static java.util.Objects.requireNonNullElse;

import dev.vigil.dashboard.drill.DrillOrder;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.DrillEntry;
import dev.vigil.simulator.ward.DrillWard;
import dev.vigil.simulator.ward.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Simulated wards for what somebody wants to be practised. */
final class DrillPlans {
  private static final int SEEDS = 1_000_000;

  private DrillPlans() {}

  /** What can be practised, by the names that the API has for it. */
  static List<String> scenarios() {
    return Arrays.stream(Scenario.values()).map(DrillPlans::nameOf).sorted().toList();
  }

  private static String nameOf(Scenario scenario) {
    return scenario.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The ward of a drill.
   *
   * @param start whole seconds since the epoch
   * @throws RefusedException if there is no such scenario
   */
  static DrillWard ward(String id, DrillOrder order, long start) {
    Long seed = order.seed();
    DrillWard.Plan plan =
        new DrillWard.Plan(
            id,
            order.ward(),
            requireNonNullElse(order.patients(), DrillOrder.PATIENTS),
            scenario(order.scenario()),
            requireNonNullElse(order.afterSeconds(), DrillOrder.AFTER_SECONDS),
            requireNonNullElse(order.pace(), 1),
            seed == null ? ThreadLocalRandom.current().nextInt(SEEDS) : seed);
    return new DrillWard(plan, start);
  }

  private static Scenario scenario(String name) {
    return Arrays.stream(Scenario.values())
        .filter(each -> nameOf(each).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                RefusedException.invalidField(
                    "scenario",
                    "there is no such scenario",
                    "one of " + String.join(", ", scenarios())));
  }

  /** The entry with which it begins. */
  static DrillEntry started(DrillWard ward, String by, String because) {
    DrillWard.Plan plan = ward.plan();
    return DrillEntry.started(
        plan.id(),
        ward.start(),
        by,
        because,
        new DrillEntry.Plan(
            plan.ward(),
            nameOf(plan.scenario()),
            plan.patients(),
            plan.pace(),
            plan.seed(),
            ward.truth().patient(),
            ward.truth().onset()));
  }
}
