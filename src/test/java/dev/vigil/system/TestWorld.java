package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.books.JobReports;
import dev.vigil.app.config.ConfigReader;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.runtime.Checkpoints;
import dev.vigil.app.runtime.FlinkJobs;
import dev.vigil.app.runtime.Ports;
import dev.vigil.app.supervise.Rebuild;
import dev.vigil.app.verify.VerifyReport;
import dev.vigil.app.world.World;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.ingest.kafka.GatewayProducer;
import dev.vigil.ingest.kafka.KafkaPatientLog;
import dev.vigil.ingest.ticks.TickWriter;
import dev.vigil.jobs.AlertsJob;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.jobs.ScoringJob;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.VitalSigns;
import dev.vigil.schemas.fold.Ticks;
import dev.vigil.simulator.HttpSender;
import dev.vigil.simulator.OutgoingReading;
import dev.vigil.simulator.Tally;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/**
 * A whole Vigil in this process, small and quick: four partitions, a checkpoint a second. In a
 * recorded world the test itself is the clock.
 */
final class TestWorld implements AutoCloseable {
  /** When recorded worlds begin: 2019-01-01T00:00:00Z. */
  static final long START = 1_546_300_800L;

  static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final int PARTITIONS = 4;

  private final World world;
  private final JobReports reports;
  private final HttpSender sender;
  private final FlinkJobs flink;
  private final GatewayProducer producer;
  private final KafkaPatientLog log;
  private final Checkpoints checkpoints;

  private TestWorld(World world, Path folder, String flinkUrl) {
    this.world = world;
    reports = JobReports.ofAll(world.bootstrap());
    sender = new HttpSender(world.gatewayUri(), HttpSender.Settings.DEFAULT);
    flink = FlinkJobs.connect(flinkUrl, List.of());
    producer = GatewayProducer.open(world.bootstrap());
    log = KafkaPatientLog.open(producer, Set.of());
    checkpoints = new Checkpoints(folder.resolve("checkpoints"));
  }

  /** A recorded world whose clock stands at {@link #START}, with a tick there. */
  static TestWorld recorded(Path folder, Map<String, String> settings) {
    Map<String, String> flags = flags(folder, settings);
    TestWorld made = new TestWorld(World.recorded(config(flags), START), folder, flinkUrl(flags));
    made.tick(START);
    return made;
  }

  /** A world in real time. */
  static TestWorld realTime(Path folder) {
    return realTime(folder, Map.of());
  }

  /** The same with other settings. */
  static TestWorld realTime(Path folder, Map<String, String> settings) {
    Map<String, String> flags = flags(folder, settings);
    return new TestWorld(World.realTime(config(flags), false), folder, flinkUrl(flags));
  }

  /** A world in real time, some of whose jobs begin anew. */
  static TestWorld rebuilding(Path folder, Rebuild rebuild) {
    Map<String, String> flags = flags(folder, Map.of());
    return new TestWorld(World.rebuilding(config(flags), rebuild), folder, flinkUrl(flags));
  }

  private static Map<String, String> flags(Path folder, Map<String, String> settings) {
    Map<String, String> flags = new HashMap<>();
    flags.put("data.folder", folder.toString());
    flags.put("gateway.port", "0");
    flags.put("server.port", "0");
    flags.put("kafka.partitions", Integer.toString(PARTITIONS));
    flags.put("flink.checkpoint-seconds", "1");
    flags.put("flink.rest-port", Integer.toString(Ports.free()));
    flags.put("store.kind", "embedded");
    flags.putAll(settings);
    return flags;
  }

  private static VigilConfig config(Map<String, String> flags) {
    return ConfigReader.read(null, Map.of(), flags);
  }

  private static String flinkUrl(Map<String, String> flags) {
    return "http://127.0.0.1:" + flags.get("flink.rest-port");
  }

  World world() {
    return world;
  }

  TopicsOf topics() {
    return new TopicsOf(world.bootstrap());
  }

  /** The patient log, to be written past the gateway. */
  KafkaPatientLog log() {
    return log;
  }

  /** Another writer of ticks, as a second gateway has it. */
  TickWriter tickWriter(Ticks.World kind, SortedMap<Integer, Long> lastTicks, String name) {
    return new TickWriter(log, world.patients(), lastTicks, kind, name);
  }

  /** Moves the recorded clock. */
  void tick(long second) {
    world.clock().move(second, () -> world.ticks().tick(second).join());
  }

  /** Appends a tick to every partition, whatever it says. */
  void appendTick(long second, String writer) {
    for (int partition = 0; partition < log.partitions(); partition++) {
      CompletableFuture<?> appended = log.append(partition, new Tick(second, writer));
      appended.join();
    }
  }

  /** Admits a man of 70 and waits until the gateway knows him. */
  void admit(String patient, MonitoringPlan plan) {
    Admission admission =
        new Admission(
            patient,
            Origin.TRAINING,
            "w",
            "bed-" + patient,
            70,
            Sex.MALE,
            null,
            1,
            null,
            null,
            plan,
            null,
            null,
            "a test");
    world.registry().admit(admission, "a test").toCompletableFuture().join();
    await("the gateway knows " + patient)
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(() -> world.patients().find(patient) != null);
  }

  /** Sends one reading of a monitor through the gateway; it must be accepted. */
  void send(String patient, String vital, String value, long measured) {
    OutgoingReading reading =
        OutgoingReading.ofPatient(
            patient,
            vital,
            new BigDecimal(value),
            VitalSigns.catalogue().get(vital).unit(),
            measured,
            "monitor");
    try {
      Tally tally = sender.send(List.of(reading)).join();
      assertThat(tally.accepted()).as("accepted of %s", tally).isEqualTo(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /**
   * Sends so many equal readings, one each ten seconds and the first ten after an instant, moves
   * the clock along, and waits until the jobs have passed it.
   *
   * @return when the last one was measured
   */
  long sendEachTenSeconds(String patient, String vital, int value, int readings, long after) {
    long now = after;
    for (int i = 0; i < readings; i++) {
      now += 10;
      tick(now);
      send(patient, vital, Integer.toString(value), now);
    }
    tick(now + 1);
    awaitPassed(now + 1);
    return now;
  }

  /** Waits until a job has done everything up to and including a tick. */
  void awaitPassed(String job, long tick) {
    await("job " + job + " passes " + tick)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .until(
            () -> {
              reports.poll(POLL);
              return reports.passed(job) >= tick;
            });
  }

  void awaitPassed(long tick) {
    awaitPassed(FeaturesJob.NAME, tick);
    awaitPassed(AlertsJob.NAME, tick);
  }

  /** Waits for a checkpoint of the job that began after this call. */
  void awaitCheckpoint(String job) {
    for (int i = 0; i < 2; i++) { // the first one may have begun before
      String before = checkpoints.newestComplete(job).orElse("");
      await("a checkpoint of " + job)
          .atMost(PATIENCE)
          .pollInterval(POLL)
          .until(() -> !checkpoints.newestComplete(job).orElse("").equals(before));
    }
  }

  /** Ends a job; the supervisor submits it again, from its newest checkpoint. */
  void endJob(String job) {
    flink.list().stream()
        .filter(run -> run.name().equals(job) && run.isAlive())
        .forEach(run -> flink.cancel(run.id()));
  }

  /** Waits until the supervisor has a run of the job that is up. */
  void awaitRunning(String job) {
    await("job " + job + " runs")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                flink.list().stream()
                    .anyMatch(
                        run -> run.name().equals(job) && run.status().name().equals("RUNNING")));
  }

  /** Waits until the supervisor has a job for each live model, and gives their names. */
  List<String> awaitScoringJobs() {
    await("scoring jobs run").atMost(PATIENCE).until(this::allModelsHaveAJob);
    return world.supervisor().states().keySet().stream()
        .filter(job -> job.startsWith(ScoringJob.PREFIX))
        .toList();
  }

  private boolean allModelsHaveAJob() {
    return world.supervisor().states().values().stream()
        .flatMap(job -> job.models().stream())
        .toList()
        .containsAll(world.liveModels());
  }

  /** Waits until the supervisor says of a job that its status is this. */
  JobState awaitState(String job, String status) {
    return await("job " + job + " is " + status)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> world.supervisor().states().get(job),
            state -> state != null && state.status().equals(status));
  }

  /** Refolds the log once the jobs have passed its last tick; nothing may differ. */
  VerifyReport requireVerified() {
    VerifyReport report = world.verify(done -> {});
    assertThat(report.mismatches()).as("differences found by verify").isEmpty();
    assertThat(report.isClean()).isTrue();
    return report;
  }

  @Override
  public void close() {
    sender.close();
    reports.close();
    flink.close();
    producer.close();
    world.close();
  }
}
