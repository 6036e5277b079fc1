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
 * Folds one partition's records again, all patients in memory.
 *
 * @param <S> state of one patient
 * @param <O> output of the fold
 */
final class Refold<S, O> {
  private final FoldRunner<S, O> runner;
  private final Function<String, S> empty;
  private final Sink<O> sink;
  private final Map<String, InMemoryPatient<S>> patients = new TreeMap<>();

  /** Takes the outputs in order. */
  interface Sink<O> {
    void accept(String patient, OutputNumber number, O output);
  }

  Refold(PatientFold<S, O> fold, Function<String, S> empty, Sink<O> sink) {
    this.runner = new FoldRunner<>(fold);
    this.empty = empty;
    this.sink = sink;
  }

  void record(long offset, long stamp, PatientRecord record) {
    String patient = record.patient();
    runner.record(
        patients.computeIfAbsent(patient, id -> new InMemoryPatient<>(() -> empty.apply(id))),
        offset,
        stamp,
        record,
        (number, output) -> sink.accept(patient, number, output));
  }

  /** Runs all deadlines before a second. */
  void finish(long until) {
    patients.forEach(
        (patient, state) ->
            runner.advance(
                state, until - 1, (number, output) -> sink.accept(patient, number, output)));
  }
}
