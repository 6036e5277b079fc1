package dev.vigil.schemas.fold;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientRecord;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a fold over one patient's records by the one rule that makes it exact: <em>before a record
 * is applied, all deadlines of its patient up to and including its stamp are run, in order, each
 * with {@code now} = its own instant</em>; one set at or before the present stamp runs within the
 * same record, after it. So the sequence a patient goes through depends on the log alone, not on
 * when a timer happens to fire.
 *
 * @param <S> state of one patient
 * @param <O> output
 */
public final class FoldRunner<S, O> {
  private final PatientFold<S, O> fold;

  public FoldRunner(PatientFold<S, O> fold) {
    this.fold = requireNonNull(fold, "fold is null");
  }

  /**
   * Applies one record.
   *
   * @param offset the record's offset in its partition
   * @param stamp the highest valid tick before it in its partition, whole seconds since the epoch
   * @param out takes the outputs with their numbers, in order
   */
  public void record(
      Patient<S> patient,
      long offset,
      long stamp,
      PatientRecord record,
      BiConsumer<OutputNumber, O> out) {
    if (!fold.reads().contains(record.type())) {
      return;
    }
    advance(patient, stamp, out);
    patient.agenda().begin(offset);
    RunningStep step = new RunningStep(patient, stamp, null, out);
    fold.apply(patient.state(), record, step);
    step.end();
    advance(patient, stamp, out);
  }

  /** Runs all deadlines up to and including {@code now}. */
  public void advance(Patient<S> patient, long now, BiConsumer<OutputNumber, O> out) {
    Deadline due = patient.agenda().pollUntil(now);
    while (due != null) {
      RunningStep step = new RunningStep(patient, due.instant(), due, out);
      fold.due(patient.state(), due, step);
      step.end();
      due = patient.agenda().pollUntil(now);
    }
  }

  private final class RunningStep implements Step<O> {
    private final Patient<S> patient;
    private final long now;
    private final @Nullable Deadline running;
    private final BiConsumer<OutputNumber, O> out;
    private boolean forgotten;

    RunningStep(
        Patient<S> patient, long now, @Nullable Deadline running, BiConsumer<OutputNumber, O> out) {
      this.patient = patient;
      this.now = now;
      this.running = running;
      this.out = out;
    }

    @Override
    public long now() {
      return now;
    }

    @Override
    public void emit(O output) {
      out.accept(patient.agenda().take(now), output);
    }

    @Override
    public void schedule(long instant, String kind, String id) {
      Deadline deadline = new Deadline(instant, kind, id);
      if (running != null && running.isReplacedBy(deadline) && instant <= now) {
        throw new IllegalStateException(
            "deadline '"
                + kind
                + "' set itself again at or before its own instant and would run for ever,"
                + " expected a later instant");
      }
      patient.agenda().set(deadline);
    }

    @Override
    public void cancel(String kind, String id) {
      patient.agenda().cancel(kind, id);
    }

    @Override
    public void forget() {
      forgotten = true;
    }

    @Override
    public OutputNumber nextNumber() {
      return patient.agenda().peek(now);
    }

    void end() {
      if (forgotten) {
        patient.forget();
      }
    }
  }
}
