package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.Admissions;
import dev.vigil.app.world.World;
import dev.vigil.simulator.HttpSender;
import dev.vigil.simulator.OutgoingReading;
import dev.vigil.simulator.Tally;
import dev.vigil.simulator.recordings.RecordedPatient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Plays a timeline into a recorded world, by default in lockstep: move to the next recorded second,
 * let those leave whose recording is over, send the readings, wait until all are acknowledged, move
 * by one second.
 *
 * <p>Whatever a killed replay had begun is done again: the present tick, admissions, discharges and
 * the readings of the present second. All of it counts once.
 */
final class Replay {
  private static final String BY = "replay";

  private final World world;
  private final Admissions admissions;
  private final Pace pace;
  private final Timeline timeline;
  private final HttpSender sender;
  private final ReplayProgress progress;
  private Verdicts verdicts = Verdicts.NONE;

  Replay(World world, Pace pace, Timeline timeline, HttpSender sender, ReplayProgress progress) {
    this.world = requireNonNull(world, "world is null");
    this.admissions = new Admissions(world, BY);
    this.pace = requireNonNull(pace, "pace is null");
    this.timeline = requireNonNull(timeline, "timeline is null");
    this.sender = requireNonNull(sender, "sender is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  /** What was sent since this start, and what the gateway said. */
  Verdicts verdicts() {
    return verdicts;
  }

  /** Plays what has not been played yet. */
  void run() throws InterruptedException {
    pace.settle();
    admit();
    for (Map.Entry<Long, Timeline.Moment> moment : timeline.from(pace.now()).entrySet()) {
      pace.moveTo(moment.getKey());
      admissions.discharge(moment.getValue().discharges(), "the recording is over");
      send(moment.getValue().messages());
      pace.moveTo(moment.getKey() + 1);
      progress.at(
          moment.getKey() - timeline.start(), timeline.end() - timeline.start(), verdicts.tally());
    }
    pace.moveTo(timeline.end() + Lockstep.LONGEST_MOVE_SECONDS);
    pace.settle();
  }

  private void admit() throws InterruptedException {
    // The killed one may have stored a context without having appended it to the log.
    world
        .registry()
        .reappend(timeline.patients().stream().map(RecordedPatient::id).toList())
        .toCompletableFuture()
        .join();
    admissions.admitMissing(RecordedAdmissions.of(timeline));
  }

  private void send(List<List<OutgoingReading>> messages) throws InterruptedException {
    List<CompletableFuture<Tally>> answers = new ArrayList<>(messages.size());
    for (List<OutgoingReading> message : messages) {
      answers.add(sender.send(message));
    }
    for (int i = 0; i < answers.size(); i++) {
      verdicts = verdicts.plus(messages.get(i).size(), answers.get(i).join());
    }
    long refused = verdicts.tally().refused();
    if (refused > 0) {
      throw VigilException.problem(
          "The gateway still refused "
              + refused
              + " readings when the sender gave up ("
              + sender.lastFailure()
              + "): start the replay again; it goes on where it stopped.");
    }
  }
}
