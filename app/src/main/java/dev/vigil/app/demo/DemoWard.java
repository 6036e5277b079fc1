package dev.vigil.app.demo;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.sending.WardStream;
import dev.vigil.app.world.Admissions;
import dev.vigil.app.world.World;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.schemas.PatientContext;
import dev.vigil.simulator.ward.SimulatedWard;
import java.time.Duration;

/**
 * The ward of the demo: the simulated patients lie in a world in this process, and what they are
 * measured goes through its gateway. After a restart the same patients go on as if nothing had
 * been.
 */
public final class DemoWard {
  private static final long SEED = 20_190_101L;
  private static final String BY = "demo";

  /** {@link Admissions} has waited until the gateway knows the patients. */
  private static final Duration NO_MORE = Duration.ZERO;

  private DemoWard() {}

  /**
   * Admits those of the patients who are not there yet, and starts to send.
   *
   * @param patients how many, 1 to 999
   * @return to be closed before the world
   */
  public static WardStream start(World world, int patients) throws InterruptedException {
    requireNonNull(world, "world is null");
    SimulatedWard ward = ward(world, patients);
    new Admissions(world, BY)
        .admitMissing(ward.contexts().stream().map(each -> Admission.of(each, BY)).toList());
    WardStream stream = new WardStream(world.gatewayUri(), ward, world.clock(), verdicts -> {});
    stream.start(NO_MORE);
    return stream;
  }

  /** The ward as it began: at the first start now, else when its patients were admitted. */
  private static SimulatedWard ward(World world, int patients) {
    SimulatedWard fresh = new SimulatedWard(SEED, patients, world.clock().getAsLong());
    PatientContext before = world.registry().find(fresh.contexts().get(0).patient());
    return before == null ? fresh : new SimulatedWard(SEED, patients, before.admitted());
  }
}
