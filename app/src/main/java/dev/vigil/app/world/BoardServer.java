package dev.vigil.app.world;

import dev.vigil.app.burden.LiveCalls;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.drill.LiveDrills;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.monitor.ModelMonitor;
import dev.vigil.app.runtime.DaemonThreads;
import dev.vigil.app.runtime.Recurring;
import dev.vigil.dashboard.Access;
import dev.vigil.dashboard.LogVerifier;
import dev.vigil.dashboard.ServerParts;
import dev.vigil.dashboard.ServerSettings;
import dev.vigil.dashboard.StatusSource;
import dev.vigil.dashboard.Token;
import dev.vigil.dashboard.TokenFile;
import dev.vigil.dashboard.VigilServer;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.burden.Burden;
import dev.vigil.dashboard.kafka.FollowerSettings;
import dev.vigil.dashboard.kafka.KafkaAuditLog;
import dev.vigil.dashboard.kafka.KafkaContextLog;
import dev.vigil.dashboard.kafka.KafkaModelLog;
import dev.vigil.dashboard.kafka.KafkaRecordLog;
import dev.vigil.dashboard.kafka.WardFollower;
import dev.vigil.dashboard.models.Change;
import dev.vigil.dashboard.models.ModelJobs;
import dev.vigil.dashboard.models.ModelRegistry;
import dev.vigil.dashboard.outcomes.Outcomes;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.dashboard.technical.DeliveryDesk;
import dev.vigil.dashboard.technical.TechnicalAlerts;
import dev.vigil.dashboard.technical.Vitality;
import dev.vigil.dashboard.ward.WardView;
import dev.vigil.schemas.DrillEntry;
import dev.vigil.schemas.Feedback;
import dev.vigil.schemas.Outcome;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.TechnicalAlert;
import dev.vigil.schemas.Topics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server: patient registry, API, WebSocket and pages. */
final class BoardServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BoardServer.class);
  private static final String TOKEN_FILE = "server.token";
  private static final String TOKEN_NAME = "vigil";
  private static final long REAPPEND_HOURS = 12;
  private static final long SETTLE_SECONDS = 10;
  private static final long START_SECONDS = 30;

  private final Closers closers;
  private final WorldClock clock;
  private final PatientRegistry registry;
  private final ModelRegistry models;
  private final ServerParts.Watch watch;
  private final LiveCalls calls;
  private final LiveDrills drills;
  private final VigilServer server;
  private final String host;
  private final Access access;

  /** What others than the server say when it is asked. */
  record Told(
      ModelJobs jobs,
      StatusSource status,
      LogVerifier verifier,
      DeliveryDesk deliveries,
      Vitality vitality) {}

  BoardServer(
      Foundation on,
      Vertx vertx,
      PrometheusMeterRegistry meters,
      WorldGateway gateway,
      Told told,
      Closers closers) {
    this.closers = closers;
    Map<String, Object> kafka = Map.of("bootstrap.servers", on.bootstrap());
    KafkaContextLog log = closers.add(new KafkaContextLog(kafka));
    clock = on.clock();
    registry = PatientRegistry.open(log, clock);
    models = new ModelRegistry(closers.add(new KafkaModelLog(kafka)), clock, told.jobs());
    WardView ward = new WardView();
    closers.add(
        new WardFollower(ward, FollowerSettings.of(kafka, on.clock().world()), meters).start());
    watch = watch(on, kafka, told);
    PolicyTopic policy = closers.add(new PolicyTopic(on.bootstrap(), on.clock()));
    calls = closers.add(calls(on, kafka, policy));
    drills = closers.add(drills(on, kafka, gateway));
    Token token = openToken(on.folder().resolve(TOKEN_FILE));
    access = openAccess(on);
    VigilConfig.Server address = on.config().server();
    host = address.host();
    ServerParts parts =
        new ServerParts(
            registry,
            ward,
            log,
            models,
            policy,
            new StoreReader(on.store()),
            gateway.observations(),
            told.status(),
            told.verifier(),
            access,
            closers.add(new KafkaAuditLog(kafka)),
            watch,
            calls,
            new WorldStreams(on),
            drills,
            new ServerParts.Metrics(meters, meters::scrape));
    ServerSettings settings =
        ServerSettings.of(host, address.port(), token)
            .onlyTls(address.cookies() == VigilConfig.CookieWay.TLS)
            .signingInAt(IdentityProviders.of(on.config()));
    server = Blocking.await(VigilServer.start(vertx, settings, parts));
    closers.add(() -> Blocking.await(server.close()));
  }

  private ServerParts.Watch watch(Foundation on, Map<String, Object> kafka, Told told) {
    TechnicalAlerts technical =
        new TechnicalAlerts(
            closers.add(new KafkaRecordLog<>(kafka, Topics.TECHNICAL, TechnicalAlert.class)));
    Outcomes outcomes =
        new Outcomes(
            closers.add(new KafkaRecordLog<>(kafka, Topics.OUTCOMES, Outcome.class)),
            registry,
            clock);
    ModelMonitor monitor =
        closers.add(
            ModelMonitor.start(on.bootstrap(), clock.world(), on.store(), technical, outcomes));
    return new ServerParts.Watch(monitor, technical, outcomes, told.deliveries(), told.vitality());
  }

  private LiveCalls calls(Foundation on, Map<String, Object> kafka, PolicyTopic policy) {
    return new LiveCalls(
        on.bootstrap(),
        clock.world(),
        new KafkaRecordLog<>(kafka, Topics.FEEDBACK, Feedback.class),
        registry,
        ward -> policy.wardAt(ward, clock.getAsLong()).callsPerPatientDay(),
        clock);
  }

  private LiveDrills drills(Foundation on, Map<String, Object> kafka, WorldGateway gateway) {
    return new LiveDrills(
        on.bootstrap(),
        clock.world(),
        clock,
        registry,
        gateway.uri(),
        new KafkaRecordLog<>(kafka, Topics.DRILLS, DrillEntry.class));
  }

  /** How often alerts call people. */
  Burden burden(int hours) {
    return calls.burden(hours);
  }

  /** What is wrong with Vigil itself. */
  TechnicalAlerts technical() {
    return watch.technical();
  }

  private static Token openToken(Path file) {
    try {
      return TokenFile.openOrCreate(file, TOKEN_NAME);
    } catch (IllegalStateException | UncheckedIOException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    }
  }

  private static Access openAccess(Foundation on) {
    try {
      return Access.of(Address.users(on.config(), on.folder()), on.folder());
    } catch (IllegalStateException | UncheckedIOException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    }
  }

  /**
   * Appends all contexts to the patient log, now and twice a day. Only once every partition has a
   * tick: before it there is no time.
   */
  void keepContexts() {
    try {
      registry.reappendAll().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
      registry
          .reappend(lastDischarged())
          .toCompletableFuture()
          .get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw VigilException.problem("The patient log did not take the contexts.", e);
    }
    scheduleContexts();
    drills.begin();
  }

  /** Of what an earlier Vigil made live; where it can't be said now, the next start does. */
  void stateThresholds() {
    try {
      for (Change said : models.stateThresholds()) {
        LOG.info(
            "{} is judged from risk {} on, as its bundle says, where no rule names it",
            said.entry().modelVersion(),
            said.entry().threshold());
      }
    } catch (RefusedException e) {
      LOG.warn("The thresholds of older entries could not be said: {}", e.getMessage());
    }
  }

  private void scheduleContexts() {
    ScheduledExecutorService schedule =
        Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("contexts"));
    var twiceADay =
        schedule.scheduleAtFixedRate(
            Recurring.task("contexts could not be appended", registry::reappendAll),
            REAPPEND_HOURS,
            REAPPEND_HOURS,
            TimeUnit.HOURS);
    var owed =
        schedule.scheduleWithFixedDelay(
            Recurring.task("owed contexts could not be appended", registry::settle),
            SETTLE_SECONDS,
            SETTLE_SECONDS,
            TimeUnit.SECONDS);
    closers.add(
        () -> {
          twiceADay.cancel(false);
          owed.cancel(false);
          schedule.shutdownNow();
        });
  }

  /** A crash may have come between storing a discharge and appending it. */
  private List<String> lastDischarged() {
    long since = clock.getAsLong() - TimeUnit.DAYS.toSeconds(1);
    return registry.all().stream()
        .filter(context -> context.discharged() != null && context.discharged() >= since)
        .map(PatientContext::patient)
        .toList();
  }

  PatientRegistry registry() {
    return registry;
  }

  URI uri() {
    return Address.of(host, server.port());
  }

  /** The address of a page that signs in once, within ten minutes. */
  URI signInLink(String page, Caller caller) {
    long now = Instant.now().getEpochSecond();
    return uri().resolve(page + "#sign-in=" + access.links().make(caller, now));
  }

  @Override
  public void close() {
    closers.close();
  }
}
