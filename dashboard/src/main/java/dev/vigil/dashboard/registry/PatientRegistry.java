package dev.vigil.dashboard.registry;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.registry.RefusedException.Kind;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.PatientContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is watched, where, and how: the only writer of patient contexts. A change is first stored,
 * then appended to the patient log; it counts once it is stored. What the log did not take is owed
 * and appended again by {@link #settle}.
 *
 * <p>Safe for use by several threads. Every change names the version that the person saw; one that
 * has been overtaken is refused.
 */
public final class PatientRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(PatientRegistry.class);

  private final ContextLog log;
  private final LongSupplier clock;
  private final Map<String, PatientContext> contexts = new TreeMap<>();
  private final Map<String, PatientContext> inFlight = new HashMap<>();
  private final DeviceIndex devices = new DeviceIndex();
  private final TreeSet<String> owed = new TreeSet<>();
  private final TrainingWards training = new TrainingWards();

  private PatientRegistry(ContextLog log, LongSupplier clock) {
    this.log = requireNonNull(log, "log is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Reads all contexts.
   *
   * @param clock whole seconds since the epoch, for beginnings and ends of stays and for moves: the
   *     world's own clock, thus the recording's in a recorded world
   */
  public static PatientRegistry open(ContextLog log, LongSupplier clock) {
    PatientRegistry registry = new PatientRegistry(log, clock);
    log.readAll().forEach(registry::remember);
    return registry;
  }

  /**
   * What became of one patient of a bulk admission.
   *
   * @param context null if refused
   * @param refusal null if admitted
   */
  public record Outcome(
      String patient, @Nullable PatientContext context, @Nullable RefusedException refusal) {}

  /** Admits a patient, again where there was a discharge. */
  public CompletionStage<PatientContext> admit(Admission admission, String by) {
    return write(
        admission.patient(),
        old -> {
          if (old != null && old.isAdmitted()) {
            throw RefusedException.conflict(
                "patient "
                    + old.patient()
                    + " is admitted already, "
                    + ContextRules.bed(old, admission.ward()),
                "a patient who is not admitted",
                "Transfer or change the patient instead.");
          }
          return admission.begin(old, clock.getAsLong(), by);
        });
  }

  /** Admits many at once; each has an outcome of its own, in the order given. */
  public CompletionStage<List<Outcome>> admitAll(List<Admission> admissions, String by) {
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(admissions.size());
    for (Admission admission : admissions) {
      String patient = admission.patient();
      outcomes.add(
          admit(admission, by)
              .handle(
                  (context, failure) ->
                      failure == null
                          ? new Outcome(patient, context, null)
                          : new Outcome(patient, null, refusal(failure)))
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
        .thenApply(done -> outcomes.stream().map(CompletableFuture::join).toList());
  }

  /** Changes what is known or agreed: limits, monitoring plan, devices, scale and so on. */
  public CompletionStage<PatientContext> change(String patient, PatientChange change, String by) {
    return write(
        patient,
        old -> change.applyTo(expect(patient, old, change.version()), clock.getAsLong(), by));
  }

  /** Moves a patient to another bed. */
  public CompletionStage<PatientContext> transfer(String patient, Transfer to, String by) {
    return write(
        patient, old -> to.applyTo(expect(patient, old, to.version()), clock.getAsLong(), by));
  }

  /** Ends a stay; Vigil watches the patient no more. */
  public CompletionStage<PatientContext> discharge(String patient, Discharge end, String by) {
    return write(
        patient, old -> end.applyTo(expect(patient, old, end.version()), clock.getAsLong(), by));
  }

  /**
   * Keeps a ward for a drill: from now on nobody but its patients is admitted there.
   *
   * @throws RefusedException if another drill runs there, or somebody lies there
   */
  public synchronized void beginTraining(String ward, String drill) {
    List<PatientContext> all = new ArrayList<>(contexts.values());
    all.addAll(inFlight.values());
    training.begin(ward, drill, all);
  }

  /** The ward is one as any other again. */
  public synchronized void endTraining(String ward, String drill) {
    training.end(ward, drill);
  }

  /** The newest context, null if the patient was never admitted. */
  public synchronized @Nullable PatientContext find(String patient) {
    return contexts.get(patient);
  }

  /** The newest context of everybody ever admitted, by id. */
  public synchronized List<PatientContext> all() {
    return List.copyOf(contexts.values());
  }

  /** The context of everybody who is admitted now, by id. */
  public List<PatientContext> admitted() {
    return all().stream().filter(PatientContext::isAdmitted).toList();
  }

  /**
   * Appends the context of everybody admitted to the patient log, so that its retention forgets
   * none: at the server's start and twice a day. The stage gives how many.
   */
  public CompletionStage<Integer> reappendAll() {
    return appendToLog(admitted());
  }

  /**
   * Appends the contexts of these patients to the patient log once more: after a crash nobody knows
   * whether one that was stored had been appended. Patients never admitted are left out. The stage
   * gives how many were taken.
   */
  public CompletionStage<Integer> reappend(Collection<String> patients) {
    return appendToLog(patients.stream().map(this::find).filter(Objects::nonNull).toList());
  }

  /** Appends again what the log did not take before. The stage gives how many were taken. */
  public CompletionStage<Integer> settle() {
    List<PatientContext> due = new ArrayList<>();
    synchronized (this) {
      owed.forEach(patient -> due.add(requireNonNull(contexts.get(patient))));
    }
    return appendToLog(due);
  }

  /** How many contexts the patient log does not have yet. */
  public synchronized int owed() {
    return owed.size();
  }

  private CompletionStage<PatientContext> write(
      String patient, Function<@Nullable PatientContext, PatientContext> step) {
    PatientContext next;
    try {
      next = reserve(patient, step);
    } catch (RefusedException refused) {
      return CompletableFuture.failedFuture(refused);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(
          RefusedException.invalid(String.valueOf(e.getMessage()), "a context that can be true"));
    }
    return log.store(next)
        .handle((done, failure) -> settled(next, failure))
        .thenCompose(stored -> appendToLog(List.of(stored)).thenApply(count -> stored));
  }

  private synchronized PatientContext reserve(
      String patient, Function<@Nullable PatientContext, PatientContext> step) {
    if (inFlight.containsKey(patient)) {
      throw RefusedException.conflict(
          "another change of patient " + patient + " is being written",
          "one change of a patient at a time",
          "Read the patient again and repeat the change.");
    }
    PatientContext next = step.apply(contexts.get(patient));
    ContextRules.check(next);
    training.check(contexts.get(patient), next);
    ContextRules.checkDevices(next, devices::holders);
    inFlight.put(patient, next);
    devices.put(next);
    return next;
  }

  private synchronized PatientContext settled(PatientContext next, @Nullable Throwable failure) {
    inFlight.remove(next.patient());
    devices.remove(next);
    PatientContext old = contexts.get(next.patient());
    if (failure != null) {
      if (old != null) {
        devices.put(old);
      }
      throw RefusedException.logAway();
    }
    if (old != null) {
      devices.remove(old);
    }
    remember(next);
    owed.add(next.patient());
    return next;
  }

  private synchronized void remember(PatientContext context) {
    contexts.put(context.patient(), context);
    devices.put(context);
  }

  private CompletionStage<Integer> appendToLog(Collection<PatientContext> due) {
    List<CompletableFuture<Integer>> appended = new ArrayList<>(due.size());
    for (PatientContext context : due) {
      appended.add(
          log.append(new ContextChange(context))
              .handle((done, failure) -> appended(context, failure))
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(appended.toArray(CompletableFuture[]::new))
        .thenApply(done -> appended.stream().mapToInt(CompletableFuture::join).sum());
  }

  private synchronized int appended(PatientContext context, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn("context of {} is owed to the patient log", context.patient(), failure);
      owed.add(context.patient());
      return 0;
    }
    PatientContext newest = contexts.get(context.patient());
    if (newest != null && newest.version() == context.version()) {
      owed.remove(context.patient());
    }
    return 1;
  }

  private static PatientContext expect(
      String patient, @Nullable PatientContext old, int expectedVersion) {
    if (old == null) {
      throw RefusedException.unknownPatient(patient);
    }
    if (!old.isAdmitted()) {
      throw RefusedException.conflict(
          "patient " + patient + " is discharged", "an admitted patient", "Admit the patient.");
    }
    if (old.version() != expectedVersion) {
      throw RefusedException.conflict(
          "version " + expectedVersion + " of patient " + patient + " has been overtaken",
          "version " + old.version(),
          "Read the patient again and repeat the change if it still holds.");
    }
    return old;
  }

  private static RefusedException refusal(Throwable failure) {
    Throwable cause = failure.getCause();
    if (failure instanceof RefusedException refused) {
      return refused;
    }
    if (cause instanceof RefusedException refused) {
      return refused;
    }
    return new RefusedException(
        Kind.UNAVAILABLE,
        "the admission failed: " + failure.getClass().getSimpleName(),
        "a log that takes contexts",
        "Look at /api/status and repeat the request.");
  }
}
