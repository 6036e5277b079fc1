package dev.vigil.app.verify;

import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.fold.FoldRunner;
import dev.vigil.schemas.fold.InMemoryPatient;
import dev.vigil.schemas.fold.PatientFold;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Folds records again, all patients in memory: what a job would have sent, without the job. Verify
 * holds it against what was sent; a backtest asks it what other models would have come to.
 *
 * @param <S> state of one patient
 * @param <O> output of the fold
 */
public final class Refold<S, O> {
  private final FoldRunner<S, O> runner;
  private final Function<String, S> empty;
  private final Sink<O> sink;
  private final Map<String, InMemoryPatient<S>> patients = new TreeMap<>();

  /** Takes the outputs in order. */
  public interface Sink<O> {
    void accept(String patient, OutputNumber number, O output);
  }

  /**
   * Nothing folded yet.
   *
   * @param empty makes the state of a patient not seen before
   */
  public Refold(PatientFold<S, O> fold, Function<String, S> empty, Sink<O> sink) {
    this.runner = new FoldRunner<>(fold);
    this.empty = empty;
    this.sink = sink;
  }

  /** Folds one record; those of one patient come with rising offsets and stamps. */
  public void record(long offset, long stamp, PatientRecord record) {
    String patient = record.patient();
    runner.record(
        state(patient),
        offset,
        stamp,
        record,
        (number, output) -> sink.accept(patient, number, output));
  }

  /** Runs a patient's deadlines up to and including an instant. */
  public void advance(String patient, long now) {
    runner.advance(state(patient), now, (number, output) -> sink.accept(patient, number, output));
  }

  /** Runs all deadlines before a second. */
  public void finish(long until) {
    patients.keySet().forEach(patient -> advance(patient, until - 1));
  }

  private InMemoryPatient<S> state(String patient) {
    return patients.computeIfAbsent(patient, id -> new InMemoryPatient<>(() -> empty.apply(id)));
  }
}
