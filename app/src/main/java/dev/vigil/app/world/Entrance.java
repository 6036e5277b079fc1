package dev.vigil.app.world;

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

/** The gateway and the clock of the patient log. */
final class Entrance implements AutoCloseable {
  private static final String GATEWAY = "1";
  private static final long START_SECONDS = 30;

  private final Closers closers = new Closers();
  private final WorldClock clock;
  private final PatientDirectory patients;
  private final TickWriter ticks;
  private final GatewayHeartbeat heartbeat;
  private final HttpGateway gateway;
  private final String host;

  private Entrance(
      VigilConfig config,
      String bootstrap,
      WorldClock clock,
      SortedMap<Integer, Long> lastTicks,
      Vertx vertx,
      MeterRegistry meters) {
    this.clock = clock;
    GatewayProducer producer = closers.add(GatewayProducer.open(bootstrap));
    KafkaPatientLog log = KafkaPatientLog.open(producer, lastTicks.keySet());
    patients = closers.add(PatientDirectory.open(bootstrap));
    IntakeCounts counts = new IntakeCounts();
    counts.bindTo(meters);
    heartbeat = new GatewayHeartbeat(producer, counts, GATEWAY);
    ticks = new TickWriter(log, patients, lastTicks, clock.world(), "gateway-" + GATEWAY);
    Intake intake =
        new Intake(
            log, patients, KafkaRejectedLog.open(producer), clock, counts, IntakeLimits.DEFAULT);
    VigilConfig.Gateway settings = config.gateway();
    host = settings.host();
    gateway = Vertxes.await(HttpGateway.start(vertx, settings.host(), settings.port(), intake));
    closers.add(() -> Vertxes.await(gateway.close()));
  }

  /** Opens the gateway; in real time the clock begins to tick. */
  static Entrance open(
      VigilConfig config,
      String bootstrap,
      WorldClock clock,
      SortedMap<Integer, Long> lastTicks,
      Vertx vertx,
      MeterRegistry meters) {
    Entrance entrance = new Entrance(config, bootstrap, clock, lastTicks, vertx, meters);
    try {
      entrance.patients.caughtUp().orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      entrance.close();
      throw VigilException.problem("The patients' contexts could not be read from Kafka.", e);
    }
    if (clock.world() == Ticks.World.REAL_TIME) {
      entrance.startClock();
    }
    return entrance;
  }

  private void startClock() {
    // Whoever writes contexts or readings next finds a tick before them in every partition.
    ticks.tick(clock.getAsLong()).orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
    closers.add(RealTimeTicks.start(ticks, clock, heartbeat::beat));
  }

  TickWriter ticks() {
    return ticks;
  }

  PatientDirectory patients() {
    return patients;
  }

  URI uri() {
    return Address.of(host, gateway.port());
  }

  @Override
  public void close() {
    closers.close();
  }
}
