package dev.vigil.app.demo;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.World;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.schemas.PatientContext;
import dev.vigil.simulator.HttpSender;
import dev.vigil.simulator.OutgoingReading;
import dev.vigil.simulator.ward.SimulatedWard;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated ward in real time: admits its patients once, and sends what their devices measure
 * each second through the gateway. After a restart the same patients go on as if nothing had been.
 */
public final class DemoWard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DemoWard.class);
  private static final long SEED = 20_190_101L;
  private static final String BY = "demo";
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 50;
  private static final long GATEWAY_SECONDS = 20;

  private final World world;
  private final SimulatedWard ward;
  private final HttpSender sender;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "demo-ward");
            thread.setDaemon(true);
            return thread;
          });
  private long sentUntil;

  private DemoWard(World world, SimulatedWard ward, long now) {
    this.world = world;
    this.ward = ward;
    this.sender =
        new HttpSender(world.gatewayUri(), HttpSender.Settings.DEFAULT.withDeadline(DEADLINE));
    this.sentUntil = now;
  }

  /**
   * Admits those of the patients who are not there yet, and starts to send.
   *
   * @param patients how many, 1 to 999
   */
  public static DemoWard start(World world, int patients) {
    requireNonNull(world, "world is null");
    long now = world.clock().getAsLong();
    SimulatedWard fresh = new SimulatedWard(SEED, patients, now);
    PatientContext before = world.registry().find(fresh.contexts().get(0).patient());
    SimulatedWard ward =
        before == null ? fresh : new SimulatedWard(SEED, patients, before.admitted());
    DemoWard demo = new DemoWard(world, ward, now);
    demo.admit();
    demo.round(now);
    var unused =
        demo.clock.scheduleAtFixedRate(demo::sendDue, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return demo;
  }

  private void admit() {
    PatientRegistry registry = world.registry();
    List<Admission> missing =
        ward.contexts().stream()
            .filter(context -> registry.find(context.patient()) == null)
            .map(DemoWard::admission)
            .toList();
    registry
        .admitAll(missing, BY)
        .toCompletableFuture()
        .join()
        .forEach(
            outcome -> {
              if (outcome.refusal() != null) {
                throw VigilException.problem(
                    "A simulated patient was not admitted: " + outcome.refusal().getMessage());
              }
            });
    awaitGatewayKnows();
  }

  /** The gateway follows the contexts on its own; until it has them it would reject readings. */
  private void awaitGatewayKnows() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GATEWAY_SECONDS);
    while (ward.contexts().stream().anyMatch(c -> world.patients().find(c.patient()) == null)) {
      if (System.nanoTime() - deadline > 0) {
        throw VigilException.problem("The gateway has not read the patients' contexts.");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VigilException.problem("Starting was interrupted.", e);
    }
  }

  private static Admission admission(PatientContext context) {
    return new Admission(
        context.patient(),
        context.origin(),
        context.ward(),
        context.bed(),
        context.ageYears(),
        context.sex(),
        context.pregnant(),
        context.spo2Scale(),
        context.limits(),
        context.devices(),
        context.plan(),
        context.admitted(),
        "demo");
  }

  private void round(long now) {
    send(ward.round(now));
  }

  private void sendDue() {
    try {
      long now = world.clock().getAsLong();
      while (sentUntil < now) {
        sentUntil++;
        send(ward.messages(sentUntil));
      }
    } catch (RuntimeException e) {
      // An exception would end the schedule, and all patients would fall silent.
      LOG.warn("The simulated ward could not send: {}", e.toString());
    }
  }

  private void send(List<List<OutgoingReading>> messages) {
    try {
      for (List<OutgoingReading> message : messages) {
        var unused = sender.send(message);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    sender.close();
  }
}
