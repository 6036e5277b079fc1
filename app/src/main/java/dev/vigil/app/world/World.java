package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.JobReports;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.FolderLock;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.app.runtime.Ports;
import dev.vigil.app.supervise.Supervisor;
import dev.vigil.app.verify.Verifier;
import dev.vigil.app.verify.VerifyReport;
import dev.vigil.dashboard.Token;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.history.HistoryStore;
import dev.vigil.ingest.Patients;
import dev.vigil.ingest.ticks.LastTicks;
import dev.vigil.ingest.ticks.TickWriter;
import dev.vigil.jobs.AlertsJob;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.fold.Ticks;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/**
 * A whole Vigil in this process: broker, jobs, gateway, server, store, and what keeps them
 * together. What is configured as somebody else's (Kafka, Flink, InfluxDB) is used instead of
 * started.
 *
 * <p>Order matters: topics before anything, the first ledger and policy before the first tick, a
 * tick in every partition before contexts and readings.
 */
public final class World implements AutoCloseable {
  private static final Duration JOB_PATIENCE = Duration.ofSeconds(60);

  private final Closers closers;
  private final VigilConfig config;
  private final String bootstrap;
  private final WorldClock clock;
  private final HistoryStore store;
  private final Compute compute;
  private final Entrance entrance;
  private final Front front;
  private final Ledger ledger;

  private World(
      VigilConfig config, Ticks.World kind, long start, boolean askInflux, Closers closers) {
    this.config = requireNonNull(config, "config is null");
    this.closers = closers;
    Path folder = config.data().folder().toAbsolutePath().normalize();
    closers.add(FolderLock.take(folder));
    requireFreePorts(config);
    // The three heavy starts don't need each other.
    CompletableFuture<HistoryStore> openingStore =
        closers.opening(() -> new StoreChoice(config, folder).open(askInflux));
    CompletableFuture<FlinkAccess> openingFlink =
        closers.opening(() -> FlinkAccess.open(config, folder));
    bootstrap = startKafka(folder);
    SortedMap<Integer, Long> lastTicks = prepareTopics(kind);
    clock =
        kind == Ticks.World.REAL_TIME
            ? WorldClock.real()
            : WorldClock.recorded(
                lastTicks.values().stream().mapToLong(Long::longValue).max().orElse(start));
    store = Closers.opened(openingStore);
    compute =
        closers.add(
            Compute.start(
                config, folder, bootstrap, kind, Closers.opened(openingFlink), store.endpoint()));
    ledger = closers.add(new Ledger(bootstrap, kind));
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Vertx vertx = Vertx.vertx();
    closers.add(() -> Vertxes.await(vertx.close()));
    entrance = closers.add(Entrance.open(config, bootstrap, clock, lastTicks, vertx, meters));
    front =
        closers.add(
            new Front(
                new Front.Settings(config, folder, bootstrap, clock, store),
                vertx,
                meters,
                new WorldStatus(this)::toJson,
                () -> Json.mapper().valueToTree(verify(done -> {}))));
    closers.add(new Notifying(config, folder, bootstrap));
    if (kind == Ticks.World.REAL_TIME) {
      front.keepContexts();
    }
    Address.leave(folder, front.uri());
  }

  /**
   * Starts a Vigil in real time.
   *
   * @param askInflux whether a first start may choose an InfluxDB that answers
   */
  public static World realTime(VigilConfig config, boolean askInflux) {
    return start(config, Ticks.World.REAL_TIME, 0, askInflux);
  }

  /**
   * Starts a recorded world: its clock stands at the log's last tick until somebody moves it.
   *
   * @param start where the clock begins in a new world, whole seconds since the epoch
   */
  public static World recorded(VigilConfig config, long start) {
    return start(config, Ticks.World.RECORDED, start, false);
  }

  /** Before anything heavy is started, and by the name of the key that is to be changed. */
  private static void requireFreePorts(VigilConfig config) {
    Ports.requireFree(config.gateway().host(), config.gateway().port(), "gateway.port");
    Ports.requireFree(config.server().host(), config.server().port(), "server.port");
  }

  /** What has been opened is closed again when something later can't be. */
  private static World start(VigilConfig config, Ticks.World kind, long start, boolean askInflux) {
    Closers closers = new Closers();
    try {
      return new World(config, kind, start, askInflux, closers);
    } catch (RuntimeException e) {
      closers.close();
      throw e;
    }
  }

  /** Topics, first ledger and policy; gives the last tick of each partition that has one. */
  private SortedMap<Integer, Long> prepareTopics(Ticks.World kind) {
    int hours = kind == Ticks.World.RECORDED ? -1 : config.log().hours();
    KafkaTopics.ensure(bootstrap, config.kafka().partitions(), hours);
    new FirstStart(bootstrap).run();
    return LastTicks.read(bootstrap, kind);
  }

  private String startKafka(Path folder) {
    if (!config.kafka().isEmbedded()) {
      return config.kafka().bootstrap();
    }
    return closers
        .add(
            EmbeddedKafka.start(
                folder.resolve("kafka"), config.kafka().port(), BrokerSettings.defaults()))
        .bootstrap();
  }

  /** Kafka's address. */
  public String bootstrap() {
    return bootstrap;
  }

  public WorldClock clock() {
    return clock;
  }

  public HistoryStore store() {
    return store;
  }

  /** Where devices send readings. */
  public URI gatewayUri() {
    return entrance.uri();
  }

  /** Where clinicians look. */
  public URI serverUri() {
    return front.uri();
  }

  /** What the server's clients present. */
  public Token token() {
    return front.token();
  }

  public TickWriter ticks() {
    return entrance.ticks();
  }

  /** The patients as the gateway knows them. */
  public Patients patients() {
    return entrance.patients();
  }

  public PatientRegistry registry() {
    return front.registry();
  }

  public Supervisor supervisor() {
    return compute.supervisor();
  }

  /** {@code model:version} of every model that is live now. */
  public List<String> liveModels() {
    return ledger.live(clock.getAsLong());
  }

  /**
   * Refolds this world's log and compares what was sent.
   *
   * @param progress is told after each partition how many are done
   */
  public synchronized VerifyReport verify(IntConsumer progress) {
    Verifier verifier = new Verifier(bootstrap, clock.world(), config.features().intervalSeconds());
    Verifier.Stretch stretch = verifier.stretch();
    // In real time the heartbeat of the next tick says that the last one's outputs are there.
    long passed = stretch.last() + (clock.world() == Ticks.World.REAL_TIME ? 1 : 0);
    try (JobReports reports = JobReports.ofAll(bootstrap)) {
      reports.awaitPassed(List.of(FeaturesJob.NAME, AlertsJob.NAME), passed, JOB_PATIENCE);
    }
    return verifier.verify(stretch, progress);
  }

  @Override
  public void close() {
    closers.close();
  }
}
