package dev.vigil.app.world;

import dev.vigil.app.alive.ChainWatch;
import dev.vigil.app.books.JobReports;
import dev.vigil.app.config.FeatureInterval;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.notify.Notifications;
import dev.vigil.app.notify.Notifying;
import dev.vigil.app.runtime.FolderLock;
import dev.vigil.app.runtime.Ports;
import dev.vigil.app.supervise.Rebuild;
import dev.vigil.app.supervise.Supervising;
import dev.vigil.app.verify.Verifier;
import dev.vigil.app.verify.VerifyReport;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.burden.Burden;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.dashboard.technical.TechnicalAlerts;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

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
  private final Foundation on;
  private final Optional<KafkaLease> serving;
  private final Supervising jobs;
  private final Ledger ledger;
  private final WorldGateway gateway;
  private final BoardServer server;
  private volatile @Nullable Notifying notifications;
  private volatile @Nullable ChainWatch chain;

  /** How a world is to begin. */
  private record Beginning(Ticks.World kind, long start, boolean askInflux, Rebuild rebuild) {}

  private World(VigilConfig asked, Beginning beginning, Closers closers) {
    this.closers = closers;
    Path folder = asked.data().folder().toAbsolutePath().normalize();
    closers.add(FolderLock.take(folder));
    FolderSpace.require(folder);
    requireFreePorts(asked);
    VigilConfig config = FeatureInterval.keep(asked);
    // The three heavy starts don't need each other.
    CompletableFuture<HistoryStore> store =
        closers.opening(
            () -> new StoreChoice(config, folder, beginning.kind()).open(beginning.askInflux()));
    WorldSupervisor supervisor =
        WorldSupervisor.prepare(config, folder, beginning.kind(), beginning.rebuild(), closers);
    WorldKafka kafka = WorldKafka.start(config, folder, closers);
    String bootstrap = kafka.bootstrap();
    kafka.prepareTopics(beginning.kind());
    WorldKafka.Leases leases = kafka.own(beginning.kind(), beginning.rebuild(), closers);
    serving = leases.serving();
    new FirstStart(bootstrap).run();
    var lastTicks = LastTicks.read(bootstrap, beginning.kind());
    WorldClock clock = WorldClock.of(beginning.kind(), lastTicks.values(), beginning.start());
    on = new Foundation(config, folder, bootstrap, clock, Closers.opened(store));
    jobs = supervisor.start(on, leases.jobs(), closers);
    ledger = closers.add(new Ledger(bootstrap, beginning.kind()));
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Vertx vertx = Vertx.vertx();
    closers.add(() -> Blocking.await(vertx.close()));
    var place = new WorldGateway.Place(GatewayProcess.ID_OF_UP, bootstrap, clock, lastTicks);
    gateway = closers.add(WorldGateway.open(place, config.gateway(), vertx, meters));
    server = closers.add(startServer(vertx, meters));
    Notifications.Of of = new Notifications.Of(clock.world(), clock);
    notifications = WorldNotifier.start(on, of, server.uri(), leases.telling(), closers);
    chain =
        closers.add(
            ChainWatch.start(
                config,
                new ChainWatch.Parts(bootstrap, of, jobs, notifications, server.technical())));
  }

  /** All parts are there: contexts go into the log, and others may find the server. */
  private void open() {
    if (clock().world() == Ticks.World.REAL_TIME) {
      server.keepContexts();
    }
    server.stateThresholds();
    Address.leave(on.folder(), server.uri());
  }

  /**
   * Starts a Vigil in real time.
   *
   * @param askInflux whether a first start may choose an InfluxDB that answers
   */
  public static World realTime(VigilConfig config, boolean askInflux) {
    return start(config, new Beginning(Ticks.World.REAL_TIME, 0, askInflux, Rebuild.NOTHING));
  }

  /** Starts a Vigil in real time, some of whose jobs begin anew. */
  public static World rebuilding(VigilConfig config, Rebuild rebuild) {
    return start(config, new Beginning(Ticks.World.REAL_TIME, 0, false, rebuild));
  }

  /**
   * Starts a recorded world: its clock stands at the log's last tick until somebody moves it.
   *
   * @param start where the clock begins in a new world, whole seconds since the epoch
   */
  public static World recorded(VigilConfig config, long start) {
    return start(config, new Beginning(Ticks.World.RECORDED, start, false, Rebuild.NOTHING));
  }

  /** Before anything heavy is started, and by the name of the key that is to be changed. */
  private static void requireFreePorts(VigilConfig config) {
    Ports.requireFree(config.gateway().host(), config.gateway().port(), "gateway.port");
    Ports.requireFree(config.server().host(), config.server().port(), "server.port");
  }

  /** What has been opened is closed again when something later can't be. */
  private static World start(VigilConfig config, Beginning beginning) {
    return Closers.whole(
        closers -> {
          World world = new World(config, beginning, closers);
          world.open();
          return world;
        });
  }

  private BoardServer startServer(Vertx vertx, PrometheusMeterRegistry meters) {
    BoardServer.Told told =
        new BoardServer.Told(
            new ScoringHealth(on.bootstrap(), jobs, clock()),
            closers.add(new WorldStatus(this))::toJson,
            () -> Json.mapper().valueToTree(verify(done -> {})),
            new LateDesk(this::notifications),
            this::faults);
    return Closers.whole(parts -> new BoardServer(on, vertx, meters, gateway, told, parts));
  }

  /** Kafka's address. */
  public String bootstrap() {
    return on.bootstrap();
  }

  public WorldClock clock() {
    return on.clock();
  }

  public HistoryStore store() {
    return on.store();
  }

  /** Where devices send readings. */
  public URI gatewayUri() {
    return gateway.uri();
  }

  /** Where clinicians look. */
  public URI serverUri() {
    return server.uri();
  }

  /** A page's address that signs somebody in once, within ten minutes. */
  public URI signInLink(String page, Caller caller) {
    return server.signInLink(page, caller);
  }

  public TickWriter ticks() {
    return gateway.ticks();
  }

  /** The patients as the gateway knows them. */
  public Patients patients() {
    return gateway.patients();
  }

  public PatientRegistry registry() {
    return server.registry();
  }

  /** Who sees to it that jobs run. */
  public Supervising supervisor() {
    return jobs;
  }

  /** What is wrong with this Vigil itself. */
  public TechnicalAlerts technical() {
    return server.technical();
  }

  /** How often alerts called people in the last hours. */
  Burden burden(int hours) {
    return server.burden(hours);
  }

  /** Not there before everything else is. */
  Notifying notifications() {
    Notifying started = notifications;
    if (started == null) {
      throw new RefusedException(
          RefusedException.Kind.UNAVAILABLE, "Vigil is starting", "a Vigil that is up", "Wait.");
    }
    return started;
  }

  /** What of the chain from ticks to channels isn't whole. */
  public List<String> faults() {
    ChainWatch started = chain;
    return started == null ? List.of("Vigil is starting") : started.faults();
  }

  /** {@code model:version} of every model that is live now. */
  public List<String> liveModels() {
    return ledger.live(clock().getAsLong());
  }

  /**
   * Refolds this world's log and compares what was sent.
   *
   * @param progress is told after each partition how many are done
   */
  public synchronized VerifyReport verify(IntConsumer progress) {
    Ticks.World kind = clock().world();
    Verifier verifier = new Verifier(bootstrap(), kind, on.config().features().intervalSeconds());
    Verifier.Stretch stretch = verifier.stretch();
    // In real time the heartbeat of the next tick says that the last one's outputs are there.
    long passed = stretch.last() + (kind == Ticks.World.REAL_TIME ? 1 : 0);
    try (JobReports reports = JobReports.ofAll(bootstrap())) {
      reports.awaitPassed(List.of(FeaturesJob.NAME, AlertsJob.NAME), passed, JOB_PATIENCE);
    }
    return verifier.verify(stretch, progress);
  }

  /**
   * Refuses to go on while another process serves the same ward: both would write its contexts, and
   * say what is wrong with it.
   *
   * @throws dev.vigil.app.failure.VigilException if this one has lost the lease of that for 20 s,
   *     and another has it
   */
  public void requireItsTurn() {
    serving.ifPresent(KafkaLease::requireHeld);
  }

  /**
   * Ends the jobs of a world that nobody will go on with. Jobs in this process end with it anyway;
   * those on a cluster would go on, and be taken for the next world's.
   */
  public void endJobs() {
    if (!on.config().flink().isEmbedded()) {
      jobs.end();
    }
  }

  @Override
  public void close() {
    closers.close();
  }
}
