package dev.vigil.dashboard.ward;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.ledger.VersionStanding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The ward as the pages show it: a fold in memory over the patient log, the episodes, the alert
 * transitions and the ledger. It decides nothing; what it shows as an alert was decided by the
 * alerts job. Its only clock is the log's: the latest tick. Real time says nothing but how long an
 * event waits for more urgent ones to be told before it.
 *
 * <p>One thread feeds it, others read it; {@link #drain}, {@link #drainAll} and {@link
 * #drainEvents} have one caller.
 */
public final class WardView {
  /** A reading measured further ahead of the log's clock than this is not shown. */
  private static final long MOST_AHEAD_SECONDS = 60;

  /** Nor is one older than this. */
  private static final long MOST_BEHIND_SECONDS = 24 * 3600L;

  /** Transitions that a page can have missed: hours of a large ward, a few MB. */
  static final int MOST_MISSED = 10_000;

  private final WardPatients patients = new WardPatients();
  private final LiveModels models = new LiveModels();
  private final Map<String, Marks> marks = new HashMap<>();
  private final TreeSet<String> gone = new TreeSet<>();
  private final ToldTransitions told = new ToldTransitions(MOST_MISSED);
  private final WaitingEvents events = new WaitingEvents();
  private final LongSupplier millis;
  private List<VersionStanding> live = List.of();
  private long now = Long.MIN_VALUE;
  private boolean ready;
  private boolean begun;
  private boolean renewed;

  /** An empty ward. */
  public WardView() {
    this(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }

  /** The same; the clock gives milliseconds and doesn't go back. */
  WardView(LongSupplier millis) {
    this.millis = requireNonNull(millis, "millis is null");
  }

  /** Takes the next record of a partition of the patient log. */
  public synchronized void apply(LogRecord record) {
    if (record instanceof Readings readings) {
      applyReadings(readings);
    } else if (record instanceof Tick tick) {
      applyTick(tick.second());
    } else if (record instanceof ContextChange change) {
      applyContext(change.context());
    } else if (record instanceof Score score
        && patients.get(score.patient()).take(score)
        && isLive(score)) {
      marks(score.patient()).markScores();
    }
  }

  /** Takes what {@code vigil.episodes} says of a patient; null for a tombstone. */
  public synchronized void applyEpisode(
      String patient, @Nullable Episode episode, OutputNumber number) {
    if (patients.get(patient).take(episode, number) && ready) {
      events.add(WardEvent.of(patient, episode));
    }
  }

  /**
   * Takes the next of {@code vigil.alerts}. What stood there before the view had caught up for the
   * first time is history; what came since is told, also while the view lags behind.
   */
  public synchronized void applyTransition(AlertTransition transition, OutputNumber number) {
    if (patients.get(transition.patient()).takeTransition(number) && begun) {
      events.add(WardEvent.of(transition));
    }
  }

  /**
   * The alert transitions that somebody has not heard, in their order; null if that can't be said
   * any more: then only the {@link #snapshot} helps.
   *
   * @param heard the number of the last one heard; 0 for none
   * @param upTo the number of the last one asked for
   */
  public synchronized @Nullable List<WardEvent> transitions(long heard, long upTo) {
    return told.between(heard, upTo);
  }

  /** Takes the next line of the ledger. */
  public synchronized void applyLedger(LedgerEntry entry) {
    models.add(entry);
    refreshLive();
  }

  /**
   * Says whether the feeder has caught up with the log. Until then nothing is shown as current and
   * no episode is told.
   */
  public synchronized void setReady(boolean caughtUp) {
    if (ready != caughtUp) {
      ready = caughtUp;
      begun = true;
      renewed = true;
      events.forgetEpisodes();
      marks.clear();
      gone.clear();
    }
  }

  /** Whether the view has caught up with the log. */
  public synchronized boolean isReady() {
    return ready;
  }

  /** The latest tick, whole seconds since the epoch; null before the first. */
  public synchronized @Nullable Long now() {
    return now == Long.MIN_VALUE ? null : now;
  }

  /**
   * What is shown now.
   *
   * @param sees whether a ward is open to whom it is shown
   * @param most patients who are shown whole, the first by their ids
   */
  public synchronized WardSnapshot snapshot(Predicate<String> sees, int most) {
    List<WardPatient> shown = patients.shown(sees);
    List<PatientView> first =
        shown.stream().limit(most).map(patient -> patient.view(this::isLive)).toList();
    List<String> rest = shown.stream().skip(most).map(WardPatient::id).toList();
    List<String> models = live.stream().map(version -> version.own().modelVersion()).toList();
    return new WardSnapshot(now(), ready, models, first, rest.size(), rest);
  }

  /**
   * These patients whole, as an update has them; who is not shown is gone.
   *
   * @param sees whether a ward is open to whom they are shown
   */
  public synchronized WardChanges whole(List<String> ids, Predicate<String> sees) {
    List<PatientView> shown = new ArrayList<>();
    List<String> out = new ArrayList<>();
    for (String id : ids) {
      WardPatient patient = patients.findShown(id, sees);
      if (patient == null) {
        out.add(id);
      } else {
        shown.add(patient.view(this::isLive));
      }
    }
    return new WardChanges(now(), shown, out, List.of(), false);
  }

  /** One patient, null if not admitted. */
  public synchronized @Nullable PatientView find(String id) {
    WardPatient patient = patients.findShown(id, ward -> true);
    return patient == null ? null : patient.view(this::isLive);
  }

  /** The ward where a patient is or was last; null for one who is not known. */
  public synchronized @Nullable String wardOf(String id) {
    return patients.wardOf(id);
  }

  /** Whether a model version was live for a patient at an instant. */
  public synchronized boolean wasLive(String patient, String model, String version, long at) {
    return models.isLive(patient, model, version, at);
  }

  /** The latest transition of every open alert, by patient, the leading one first. */
  public synchronized List<AlertTransition> openAlerts() {
    return patients.openAlerts();
  }

  /** The latest transition of an open alert, null if none with this id is open. */
  public synchronized @Nullable AlertTransition findAlert(String id) {
    return patients.findAlert(id);
  }

  /**
   * What happened since the last call. In a storm, events of patients who aren't in danger stay for
   * one of the next calls; not if all get a snapshot, which would be ahead of them.
   */
  public synchronized WardChanges drain() {
    return drain(renewed ? events.takeAll(millis.getAsLong()) : events.take(millis.getAsLong()));
  }

  /** What happened since the last call, with all events: somebody gets a snapshot. */
  public synchronized WardChanges drainAll() {
    return drain(events.takeAll(millis.getAsLong()));
  }

  private WardChanges drain(List<WardEvent> next) {
    List<PatientView> changed = new ArrayList<>(marks.size());
    marks.forEach(
        (id, marked) -> {
          WardPatient patient = patients.get(id);
          if (patient.isShown()) {
            changed.add(patient.view(marked, this::isLive));
          }
        });
    var changes = new WardChanges(now(), changed, List.copyOf(gone), numbered(next), renewed);
    marks.clear();
    gone.clear();
    renewed = false;
    return changes;
  }

  /** The events since the last call of this or of {@link #drain}: they wait for no values. */
  public synchronized WardChanges drainEvents() {
    List<WardEvent> next = events.take(millis.getAsLong());
    return new WardChanges(now(), List.of(), List.of(), numbered(next), false);
  }

  /** Numbered in the order in which they are told: who has heard one has heard all before it. */
  private List<WardEvent> numbered(List<WardEvent> next) {
    return next.stream().map(told::told).toList();
  }

  private void applyReadings(Readings readings) {
    WardPatient patient = patients.get(readings.patient());
    for (Reading reading : readings.readings()) {
      if (isTimely(reading.measured())) {
        VitalTrack.Effect effect = patient.take(reading, readings.received());
        if (effect != VitalTrack.Effect.NONE) {
          marks(readings.patient()).vital(reading.vital(), effect);
        }
      }
    }
  }

  private boolean isTimely(long measured) {
    return now == Long.MIN_VALUE
        || (measured <= now + MOST_AHEAD_SECONDS && measured >= now - MOST_BEHIND_SECONDS);
  }

  private void applyTick(long second) {
    if (second > now) {
      now = second;
      refreshLive();
    }
  }

  private void applyContext(PatientContext context) {
    WardPatient patient = patients.get(context.patient());
    boolean wasShown = patient.isShown();
    if (!patient.take(context)) {
      return;
    }
    if (patient.isShown()) {
      gone.remove(context.patient());
      marks(context.patient()).markWhole();
    } else if (wasShown) {
      gone.add(context.patient());
      marks.remove(context.patient());
    }
  }

  private void refreshLive() {
    List<VersionStanding> liveNow = models.at(now);
    if (!liveNow.equals(live)) {
      live = liveNow;
      renewed = true;
    }
  }

  private boolean isLive(Score score) {
    return models.isLive(score, now);
  }

  private Marks marks(String patient) {
    return marks.computeIfAbsent(patient, id -> new Marks());
  }
}
