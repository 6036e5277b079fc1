package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.CatchUp;
import dev.vigil.app.failure.VigilException;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.dashboard.registry.Discharge;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.dashboard.registry.PatientRegistry.Outcome;
import dev.vigil.schemas.PatientContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Brings the patients of a recording or of a simulated ward into a world and out of it again. What
 * it returns from is done: stored, in the patient log, and known to the gateway.
 */
public final class Admissions {
  private static final Duration GATEWAY_PATIENCE = Duration.ofSeconds(60);

  private final World world;
  private final String by;

  /**
   * For a world that is up.
   *
   * @param by who admits and discharges
   */
  public Admissions(World world, String by) {
    this.world = requireNonNull(world, "world is null");
    this.by = requireNonNull(by, "by is null");
  }

  /**
   * Admits those who never were.
   *
   * @throws VigilException if one is refused, or the gateway does not hear of them
   */
  public void admitMissing(Collection<Admission> admissions) throws InterruptedException {
    PatientRegistry registry = world.registry();
    List<Admission> missing =
        admissions.stream()
            .filter(admission -> registry.find(admission.patient()) == null)
            .toList();
    registry
        .admitAll(missing, by)
        .toCompletableFuture()
        .join()
        .forEach(Admissions::requireAdmitted);
    requireAllInLog();
    awaitGatewayKnows(admissions);
  }

  private static void requireAdmitted(Outcome outcome) {
    if (outcome.refusal() != null) {
      throw VigilException.problem(
          "A patient was not admitted: " + outcome.refusal().getMessage() + ".");
    }
  }

  /** The gateway follows the contexts on its own; until it has them it would reject readings. */
  private void awaitGatewayKnows(Collection<Admission> admissions) throws InterruptedException {
    long unknown =
        CatchUp.await(
            () ->
                admissions.stream()
                    .filter(admission -> world.patients().find(admission.patient()) == null)
                    .count(),
            GATEWAY_PATIENCE);
    if (unknown > 0) {
      throw VigilException.problem(
          "The gateway has not read the contexts of "
              + unknown
              + " patients for "
              + GATEWAY_PATIENCE.toSeconds()
              + " s: see the log file.");
    }
  }

  /** Discharges those of these patients who are still there. */
  public void discharge(Collection<String> patients, String because) {
    PatientRegistry registry = world.registry();
    List<CompletableFuture<PatientContext>> written = new ArrayList<>();
    for (String patient : patients) {
      PatientContext context = registry.find(patient);
      if (context != null && context.isAdmitted()) {
        Discharge end = new Discharge(context.version(), because);
        written.add(registry.discharge(patient, end, by).toCompletableFuture());
      }
    }
    written.forEach(CompletableFuture::join);
    requireAllInLog();
  }

  private void requireAllInLog() {
    PatientRegistry registry = world.registry();
    if (registry.owed() > 0) {
      registry.settle().toCompletableFuture().join();
    }
    if (registry.owed() > 0) {
      throw VigilException.problem(
          "The patient log did not take " + registry.owed() + " contexts: is the broker running?");
    }
  }
}
