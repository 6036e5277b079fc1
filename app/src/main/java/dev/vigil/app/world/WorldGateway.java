package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.ingest.Intake;
import dev.vigil.ingest.IntakeCounts;
import dev.vigil.ingest.IntakeLimits;
import dev.vigil.ingest.http.HttpGateway;
import dev.vigil.ingest.kafka.GatewayHeartbeat;
import dev.vigil.ingest.kafka.GatewayProducer;
import dev.vigil.ingest.kafka.KafkaPatientLog;
import dev.vigil.ingest.kafka.KafkaRejectedLog;
import dev.vigil.ingest.kafka.PatientDirectory;
import dev.vigil.ingest.ticks.RealTimeTicks;
import dev.vigil.ingest.ticks.TickWriter;
import dev.vigil.schemas.fold.Ticks;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.SortedMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A gateway and the clock of the patient log. */
final class WorldGateway implements AutoCloseable {
  private static final long START_SECONDS = 30;

  private final Closers closers;
  private final WorldClock clock;
  private final PatientDirectory patients;
  private final TickWriter ticks;
  private final GatewayHeartbeat heartbeat;
  private final GatewayObservations observations;
  private final HttpGateway gateway;
  private final String host;

  /**
   * What a gateway stands on.
   *
   * @param id its name among the gateways of the log
   * @param bootstrap Kafka's address, whose topics are there
   * @param lastTicks of the log's partitions
   */
  record Place(String id, String bootstrap, WorldClock clock, SortedMap<Integer, Long> lastTicks) {
    Place {
      requireNonNull(id, "id is null");
      requireNonNull(bootstrap, "bootstrap is null");
      requireNonNull(clock, "clock is null");
      requireNonNull(lastTicks, "lastTicks is null");
    }
  }

  private WorldGateway(
      Place on, VigilConfig.Gateway settings, Vertx vertx, MeterRegistry meters, Closers closers) {
    this.closers = closers;
    clock = on.clock();
    SortedMap<Integer, Long> lastTicks = on.lastTicks();
    GatewayProducer producer = closers.add(GatewayProducer.open(on.bootstrap()));
    KafkaPatientLog log =
        clock.world() == Ticks.World.REAL_TIME
            ? KafkaPatientLog.inRealTime(producer)
            : KafkaPatientLog.open(producer, lastTicks.keySet());
    patients = closers.add(PatientDirectory.open(on.bootstrap()));
    IntakeCounts counts = new IntakeCounts();
    counts.bindTo(meters);
    heartbeat = new GatewayHeartbeat(producer, counts, on.id());
    ticks = new TickWriter(log, patients, lastTicks, clock.world(), heartbeat.component());
    Intake intake =
        new Intake(
            log, patients, KafkaRejectedLog.open(producer), clock, counts, IntakeLimits.DEFAULT);
    intake.bindTo(meters);
    observations = new GatewayObservations(intake);
    host = settings.host();
    gateway = Blocking.await(HttpGateway.start(vertx, settings.host(), settings.port(), intake));
    closers.add(() -> Blocking.await(gateway.close()));
  }

  /** Opens the gateway; in real time the clock begins to tick. */
  static WorldGateway open(
      Place on, VigilConfig.Gateway settings, Vertx vertx, MeterRegistry meters) {
    return Closers.whole(
        parts -> {
          WorldGateway opened = new WorldGateway(on, settings, vertx, meters, parts);
          opened.awaitPatients();
          if (on.clock().world() == Ticks.World.REAL_TIME) {
            opened.startClock();
          }
          return opened;
        });
  }

  private void awaitPatients() {
    try {
      patients.caughtUp().orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw VigilException.problem("The patients' contexts could not be read from Kafka.", e);
    }
  }

  private void startClock() {
    // Whoever writes contexts or readings next finds a tick before them in every partition.
    ticks.tick(clock.getAsLong()).orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
    closers.add(() -> heartbeat.leave(clock.getAsLong())); // after the last of the others
    closers.add(RealTimeTicks.start(ticks, clock, heartbeat::beat));
  }

  TickWriter ticks() {
    return ticks;
  }

  PatientDirectory patients() {
    return patients;
  }

  /** Where observations go that people enter on a page. */
  GatewayObservations observations() {
    return observations;
  }

  URI uri() {
    return Address.of(host, gateway.port());
  }

  @Override
  public void close() {
    closers.close();
  }
}
