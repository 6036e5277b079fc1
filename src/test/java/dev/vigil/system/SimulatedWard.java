package dev.vigil.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.Access;
import dev.vigil.dashboard.InMemoryAuditLog;
import dev.vigil.dashboard.InMemoryCalls;
import dev.vigil.dashboard.InMemoryDrills;
import dev.vigil.dashboard.InMemoryHistory;
import dev.vigil.dashboard.InMemoryPolicy;
import dev.vigil.dashboard.NoLogStreams;
import dev.vigil.dashboard.ObservationIntake;
import dev.vigil.dashboard.ServerParts;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.OidcSettings;
import dev.vigil.dashboard.models.InMemoryModelLog;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.dashboard.registry.InMemoryContextLog;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.dashboard.technical.InMemoryRecordLog;
import dev.vigil.dashboard.ward.WardView;
import dev.vigil.models.monitoring.MonitorReport;
import dev.vigil.models.scores.News2;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.Command;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A ward without Kafka and Flink behind the real server: what the log would bring is put into the
 * {@link WardView} directly, and what a page says comes back through an in-memory log. Everything
 * here is made up; the scores are NEWS2's own.
 */
final class SimulatedWard implements AutoCloseable {
  static final long START = Instant.parse("2026-03-02T10:15:00Z").getEpochSecond();
  static final String NAME = "dr.lin";
  static final String WARD = "B4";
  static final String PASSWORD = "the ward's long password";

  final WardView view = new WardView();
  final InMemoryContextLog log = new InMemoryContextLog(this::appended);
  final PatientRegistry registry = PatientRegistry.open(log, () -> this.now);
  final InMemoryPolicy policy = new InMemoryPolicy();
  final InMemoryHistory history = new InMemoryHistory();
  final List<Command> commands = new ArrayList<>();
  volatile List<MonitorReport> monitors = List.of();
  final ServerParts.Watch watch = InMemoryRecordLog.watch(() -> monitors, registry, () -> this.now);
  private final SimulatedValues values = new SimulatedValues();
  private OidcSettings oidc;
  private WardServer server;
  private long now = START;
  private int outputs;
  final InMemoryCalls calls = new InMemoryCalls(() -> now);
  final InMemoryDrills drills = new InMemoryDrills(registry, () -> now);
  private final SimulatedAlerts alerts = new SimulatedAlerts(view, calls, () -> now, this::number);

  SimulatedWard() {
    view.applyLedger(
        new LedgerEntry(
            News2.NAME,
            News2.VERSION,
            "0".repeat(64),
            LedgerEntry.Action.LIVE,
            Long.MIN_VALUE,
            "test",
            "first start",
            null));
    view.apply(new Tick(now, "test"));
    view.setReady(true);
  }

  /** People can sign in there too, once the server is started. */
  void signingInAt(OidcSettings provider) {
    oidc = provider;
  }

  /** Starts the server on any free port. */
  SimulatedWard start(Duration beat) throws Exception {
    server = new WardServer(this::parts, beat, oidc);
    return this;
  }

  private ServerParts parts(Access access) {
    return new ServerParts(
        registry,
        view,
        log,
        InMemoryModelLog.registry(() -> now),
        policy,
        history,
        this::observed,
        () -> (JsonNode) Json.mapper().createObjectNode(),
        () -> (JsonNode) Json.mapper().createObjectNode(),
        access,
        new InMemoryAuditLog(),
        watch,
        calls,
        new NoLogStreams(),
        drills,
        new ServerParts.Metrics(new SimpleMeterRegistry(), () -> ""));
  }

  String url(String page) {
    return url(page, Caller.ofAll(NAME));
  }

  /** A page that signs somebody else in. */
  String url(String page, Caller caller) {
    return server.url(page, caller);
  }

  /** Admits a patient whose heart rate, saturation and breathing are expected every second. */
  void admit(String patient, String bed, int age, PatientContext.Sex sex) throws Exception {
    admit(patient, WARD, bed, age, sex);
  }

  /** The same, to a ward. */
  void admit(String patient, String place, String bed, int age, PatientContext.Sex sex)
      throws Exception {
    admit(patient, Origin.DEMO, place, bed, age, sex);
  }

  /** The same, shown as somebody of this origin, which nobody here is. */
  void admit(
      String patient, Origin origin, String place, String bed, int age, PatientContext.Sex sex)
      throws Exception {
    List<MonitoringPlan.Item> items =
        List.of(
            new MonitoringPlan.Item("heart-rate", 1, 30),
            new MonitoringPlan.Item("respiratory-rate", 1, 30),
            new MonitoringPlan.Item("spo2", 1, 30));
    registry
        .admit(
            new Admission(
                patient,
                origin,
                place,
                bed,
                age,
                sex,
                null,
                1,
                null,
                null,
                new MonitoringPlan(items, List.of()),
                START - 40_000,
                null,
                "simulated"),
            "test")
        .toCompletableFuture()
        .get();
  }

  /** One reading, measured and received now. */
  void reading(String patient, String vital, double value) {
    reading(patient, vital, value, now);
  }

  void reading(String patient, String vital, double value, long at) {
    late(patient, vital, value, at, at);
  }

  /** One reading that came later than it was measured. */
  void late(String patient, String vital, double value, long at, long received) {
    VitalSign sign = VitalSigns.catalogue().get(vital);
    long steps = sign.toSteps(BigDecimal.valueOf(value));
    values.put(patient, sign, steps, at);
    Reading reading =
        new Reading(vital, "mon-" + patient, at, steps, Reading.Status.FINAL, 1, null);
    take(new Readings(patient, received, "http", List.of(reading)));
  }

  private void take(Readings record) {
    view.apply(record);
    history.add(record);
  }

  /** What a page says goes the way of all readings, and is scored as on a ward. */
  private CompletionStage<List<ObservationIntake.Answer>> observed(
      List<ObservationIntake.Observation> observations) {
    for (ObservationIntake.Observation seen : observations) {
      VitalSign sign = VitalSigns.catalogue().get(seen.vital());
      long steps = sign.toSteps(seen.value());
      long at = seen.measured();
      values.put(seen.patient(), sign, steps, at);
      Reading reading =
          new Reading(sign.id(), Reading.MANUAL, at, steps, Reading.Status.FINAL, 1, seen.by());
      take(new Readings(seen.patient(), now, "board", List.of(reading)));
    }
    score(observations.get(0).patient());
    ObservationIntake.Answer accepted = new ObservationIntake.Answer("accepted", null, null, null);
    return CompletableFuture.completedFuture(Collections.nCopies(observations.size(), accepted));
  }

  boolean has(String patient, String vital) {
    return values.of(patient).containsKey(vital);
  }

  /** NEWS2 over the latest values reaches the board. */
  void score(String patient) {
    Score score = news2(patient);
    view.apply(score);
    history.add(score);
  }

  private Score news2(String patient) {
    return new News2().score(values.vector(registry.find(patient), now), number());
  }

  /** An alert of the alerts job. */
  AlertTransition raise(
      String patient, Kind kind, Priority priority, String because, Evidence evidence) {
    AlertTransition raised =
        alerts.raise(registry.find(patient), kind, priority, because, evidence);
    history.add(raised);
    return raised;
  }

  /** The evidence of a passed limit. */
  Evidence limit(String patient, String vital, double limit, String clears) {
    BigDecimal value = values.of(patient).get(vital);
    String unit = VitalSigns.catalogue().get(vital).unit();
    Evidence.Sample sample = new Evidence.Sample(vital, value, unit, "mon-" + patient, now);
    return new Evidence(List.of(sample), BigDecimal.valueOf(limit), null, null, clears);
  }

  /** The evidence of a score over the latest values that has passed its threshold. */
  Evidence threshold(String patient, int threshold) {
    String clears = "Clears when news2 is below " + threshold;
    return new Evidence(List.of(), BigDecimal.valueOf(threshold), news2(patient), null, clears);
  }

  /** Moves the log's clock on. */
  void tick() {
    now++;
    view.apply(new Tick(now, "test"));
  }

  /** The same, with values for everybody who is not silent. */
  void tick(List<String> silent) {
    tick();
    values.forEach(
        (patient, latest) -> {
          if (!silent.contains(patient)) {
            for (String vital : List.of("heart-rate", "spo2", "respiratory-rate")) {
              if (latest.containsKey(vital)) {
                reading(patient, vital, latest.get(vital).doubleValue());
              }
            }
          }
        });
  }

  long now() {
    return now;
  }

  private void appended(PatientRecord record) {
    view.apply(record);
    if (record instanceof Command command) {
      commands.add(command);
      alerts.acknowledge(command);
    }
  }

  private OutputNumber number() {
    return new OutputNumber(++outputs, now, 0);
  }

  /** Stops the server; pages that are open stay so. A second time does nothing. */
  @Override
  public void close() throws Exception {
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
