package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.World;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.dashboard.registry.Discharge;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.simulator.HttpSender;
import dev.vigil.simulator.OutgoingReading;
import dev.vigil.simulator.Tally;
import dev.vigil.simulator.recordings.RecordedPatient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * Plays a timeline into a recorded world, in lockstep: move to the next recorded second, let those
 * leave whose recording is over, send the readings, wait until all are acknowledged, move by one
 * second.
 *
 * <p>Whatever a killed replay had begun is done again: the present tick, admissions, discharges and
 * the readings of the present second. All of it counts once.
 */
final class Replay {
  private static final String BY = "replay";
  private static final String WARD = "replay";
  private static final Duration GATEWAY_PATIENCE = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 20;

  /**
   * The longest interval of monitoring that NEWS2 allows on a ward: 12 h (Royal College of
   * Physicians 2017, chart 4), here with an hour of grace, for the vital signs it asks for.
   */
  private static final MonitoringPlan PLAN =
      new MonitoringPlan(
          Stream.of("heart-rate", "respiratory-rate", "spo2", "systolic-pressure")
              .map(vital -> new MonitoringPlan.Item(vital, 12 * 3600, 3600))
              .toList(),
          List.of());

  private final World world;
  private final Lockstep lockstep;
  private final Timeline timeline;
  private final HttpSender sender;
  private final ReplayProgress progress;
  private Tally tally = Tally.NONE;
  private long sent;

  Replay(
      World world,
      Lockstep lockstep,
      Timeline timeline,
      HttpSender sender,
      ReplayProgress progress) {
    this.world = requireNonNull(world, "world is null");
    this.lockstep = requireNonNull(lockstep, "lockstep is null");
    this.timeline = requireNonNull(timeline, "timeline is null");
    this.sender = requireNonNull(sender, "sender is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  /** Readings that were sent since this start. */
  long sent() {
    return sent;
  }

  /** What the gateway said, in all since this start. */
  Tally tally() {
    return tally;
  }

  /** Plays what has not been played yet. */
  void run() throws InterruptedException {
    lockstep.settle();
    admit();
    for (Map.Entry<Long, Timeline.Moment> moment : timeline.from(lockstep.now()).entrySet()) {
      lockstep.moveTo(moment.getKey());
      discharge(moment.getValue().discharges());
      send(moment.getValue().messages());
      lockstep.moveTo(moment.getKey() + 1);
      progress.at(moment.getKey() - timeline.start(), timeline.end() - timeline.start(), tally);
    }
    lockstep.moveTo(timeline.end() + Lockstep.LONGEST_MOVE_SECONDS);
  }

  private void admit() throws InterruptedException {
    PatientRegistry registry = world.registry();
    // The killed one may have stored a context without having appended it to the log.
    registry
        .reappend(timeline.patients().stream().map(RecordedPatient::id).toList())
        .toCompletableFuture()
        .join();
    List<Admission> missing = new ArrayList<>();
    int bed = 0;
    for (RecordedPatient patient : timeline.patients()) {
      bed++;
      if (registry.find(patient.id()) == null) {
        missing.add(admission(patient, "bed-" + bed));
      }
    }
    registry
        .admitAll(missing, BY)
        .toCompletableFuture()
        .join()
        .forEach(
            outcome -> {
              if (outcome.refusal() != null) {
                throw VigilException.problem(
                    "A patient of the recording was not admitted: "
                        + outcome.refusal().getMessage());
              }
            });
    requireAllInLog(registry);
    awaitGatewayKnows();
  }

  /** The gateway follows the contexts on its own; until it has them it would reject readings. */
  private void awaitGatewayKnows() throws InterruptedException {
    long deadline = System.nanoTime() + GATEWAY_PATIENCE.toNanos();
    for (RecordedPatient patient : timeline.patients()) {
      while (world.patients().find(patient.id()) == null) {
        if (System.nanoTime() - deadline > 0) {
          throw VigilException.problem(
              "The gateway has not read the patients' contexts for "
                  + GATEWAY_PATIENCE.toSeconds()
                  + " s: see the log file.");
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  private Admission admission(RecordedPatient patient, String bed) {
    return new Admission(
        patient.id(),
        Origin.REPLAY,
        WARD,
        bed,
        patient.ageYears(),
        patient.sex(),
        null,
        1,
        null,
        null,
        PLAN,
        timeline.start(),
        "replay of a recording");
  }

  private void discharge(List<String> patients) {
    PatientRegistry registry = world.registry();
    List<CompletableFuture<PatientContext>> written = new ArrayList<>();
    for (String patient : patients) {
      PatientContext context = registry.find(patient);
      if (context != null && context.isAdmitted()) {
        Discharge end = new Discharge(context.version(), "the recording is over");
        written.add(registry.discharge(patient, end, BY).toCompletableFuture());
      }
    }
    written.forEach(CompletableFuture::join);
    requireAllInLog(registry);
  }

  private static void requireAllInLog(PatientRegistry registry) {
    if (registry.owed() > 0) {
      registry.settle().toCompletableFuture().join();
    }
    if (registry.owed() > 0) {
      throw VigilException.problem(
          "The patient log did not take " + registry.owed() + " contexts: is the broker running?");
    }
  }

  private void send(List<List<OutgoingReading>> messages) throws InterruptedException {
    List<CompletableFuture<Tally>> verdicts = new ArrayList<>(messages.size());
    for (List<OutgoingReading> message : messages) {
      verdicts.add(sender.send(message));
      sent += message.size();
    }
    try {
      for (CompletableFuture<Tally> verdict : verdicts) {
        tally = tally.plus(verdict.join());
      }
    } catch (CompletionException e) {
      throw VigilException.problem("A message got no verdict: " + e.getMessage(), e);
    }
    if (tally.refused() > 0) {
      throw VigilException.problem(
          "The gateway still refused "
              + tally.refused()
              + " readings when the sender gave up ("
              + sender.lastFailure()
              + "): start the replay again; it goes on where it stopped.");
    }
  }
}
