package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.CatchUp;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.replay.ReplaySummary.Played;
import dev.vigil.app.sending.FirstContact;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.simulator.HttpSender;
import dev.vigil.simulator.OutgoingReading;
import dev.vigil.simulator.Tally;
import dev.vigil.simulator.recordings.RecordedPatient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a recording into a running Vigil in its real time, as the patients' devices would: through
 * the gateway, which may refuse for a while, and with patients who are admitted and discharged
 * through the server. What was recorded after so many seconds is measured so many seconds, divided
 * by the speed, after the start.
 */
public final class LiveReplay {
  private static final Logger LOG = LoggerFactory.getLogger(LiveReplay.class);

  /** The gateway follows the admissions on its own. */
  private static final Duration UNTIL_KNOWN = Duration.ofSeconds(20);

  /** A server that is being started again is back by then. */
  private static final Duration UNTIL_DISCHARGED = Duration.ofSeconds(30);

  private final Path path;
  private final int patients;
  private final double speed;
  private final URI gateway;
  private final Ward ward;
  private final Consumer<String> say;
  private final Set<String> toDischarge = new TreeSet<>();
  private Tally tally = Tally.NONE;

  /** The server of the Vigil that is played into, and its time. */
  public interface Ward {
    /** The Vigil's time, whole seconds since the epoch. */
    long now();

    /**
     * Waits for an instant of the Vigil's time.
     *
     * @return false if the replay is told to end before
     */
    boolean await(long second) throws InterruptedException;

    /**
     * Admits those who are not there.
     *
     * @throws VigilException if one can't be
     */
    void admit(Collection<Admission> patients);

    /**
     * Discharges those who are still there.
     *
     * @throws VigilException if the server doesn't answer
     */
    void discharge(Collection<String> patients, String because);
  }

  /**
   * A replay.
   *
   * @param patients at most so many, in the order of their ids
   * @param speed how many recorded seconds pass in one
   * @param say takes a sentence for people now and then
   */
  public LiveReplay(
      Path path, int patients, double speed, URI gateway, Ward ward, Consumer<String> say) {
    this.path = requireNonNull(path, "path is null");
    this.patients = patients;
    this.speed = speed;
    this.gateway = requireNonNull(gateway, "gateway is null");
    this.ward = requireNonNull(ward, "ward is null");
    this.say = requireNonNull(say, "say is null");
  }

  /**
   * Plays until the recording is over or the process is told to end; then nobody is watched any
   * more.
   *
   * @throws VigilException if the speed is too high for the recording, or the Vigil can't be played
   *     into
   */
  public LiveReplaySummary run(ReplayProgress progress) throws InterruptedException {
    long begun = System.nanoTime();
    Recorded recorded = Recorded.open(path, patients);
    requireSpeed(recorded.patients());
    Timeline timeline = new Timeline(recorded.patients(), ward.now(), speed);
    Played played = recorded.played(timeline, say);
    say.accept(announcement(timeline, played));
    ward.admit(RecordedAdmissions.of(timeline));
    boolean whole;
    try (HttpSender sender = new HttpSender(gateway, HttpSender.Settings.DEFAULT)) {
      whole = play(timeline, sender, progress);
    } finally {
      timeline.patients().forEach(patient -> toDischarge.add(patient.id()));
      CatchUp.await(() -> discharge("the replay is over"), UNTIL_DISCHARGED);
    }
    if (!toDischarge.isEmpty()) {
      say.accept(
          toDischarge.size()
              + " patients of the replay were not discharged, for the server did not answer:"
              + " ./vigil patient discharge does so.");
    }
    return LiveReplaySummary.of(played, speed, whole, tally, toDischarge.size(), begun);
  }

  private void requireSpeed(List<RecordedPatient> recorded) {
    long fastest = Timeline.fastest(recorded);
    if (!(speed >= 1 && speed <= fastest)) {
      throw VigilException.usage(
          "--speed is "
              + speed
              + ", expected 1 to "
              + fastest
              + ": above it two rows of a patient of this recording would fall into one second.");
    }
  }

  private String announcement(Timeline timeline, Played played) {
    return "Playing "
        + played.patients()
        + " patients, "
        + played.patientHours()
        + " patient-hours, "
        + timeline.readings()
        + " readings into "
        + gateway
        + ", until "
        + Instant.ofEpochSecond(timeline.end());
  }

  private boolean play(Timeline timeline, HttpSender sender, ReplayProgress progress)
      throws InterruptedException {
    Set<CompletableFuture<Void>> underWay = ConcurrentHashMap.newKeySet();
    boolean first = true;
    for (Map.Entry<Long, Timeline.Moment> moment : timeline.from(timeline.start()).entrySet()) {
      if (!ward.await(moment.getKey())) {
        sender.close();
        return false;
      }
      List<List<OutgoingReading>> messages = moment.getValue().messages();
      if (first && !messages.isEmpty()) {
        count(new FirstContact(gateway).make(messages, UNTIL_KNOWN, "the replay's patients."));
        first = false;
      } else {
        send(messages, sender, underWay);
      }
      toDischarge.addAll(moment.getValue().discharges());
      discharge("the recording is over");
      long played = moment.getKey() - timeline.start();
      progress.at(
          (long) (played * speed), (long) ((timeline.end() - timeline.start()) * speed), tally());
    }
    CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)).join();
    return true;
  }

  private void send(
      List<List<OutgoingReading>> messages,
      HttpSender sender,
      Set<CompletableFuture<Void>> underWay)
      throws InterruptedException {
    for (List<OutgoingReading> message : messages) {
      CompletableFuture<Void> counted = sender.send(message).thenAccept(this::count);
      underWay.add(counted);
      var unused = counted.thenRun(() -> underWay.remove(counted));
    }
  }

  /** A server that is away for a moment doesn't end the replay: they are discharged later. */
  private long discharge(String because) {
    if (!toDischarge.isEmpty()) {
      try {
        ward.discharge(toDischarge, because);
        toDischarge.clear();
      } catch (VigilException e) {
        LOG.warn("patients of the replay are still to be discharged: {}", e.sentence());
      }
    }
    return toDischarge.size();
  }

  private synchronized void count(Tally verdict) {
    tally = tally.plus(verdict);
  }

  private synchronized Tally tally() {
    return tally;
  }
}
