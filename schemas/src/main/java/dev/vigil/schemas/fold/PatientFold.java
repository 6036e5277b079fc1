package dev.vigil.schemas.fold;

import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.RecordType;
import java.util.Set;

/**
 * What one job thinks of a patient: a pure function of the patient's part of the log. It reads no
 * clock and nothing but its arguments; the time is {@link Step#now}. The state belongs to the fold,
 * which may change it in place.
 *
 * @param <S> state of one patient
 * @param <O> output
 */
public interface PatientFold<S, O> {
  /** The types of record that this fold reads; it is never shown another. */
  Set<RecordType> reads();

  /** Applies one record at its stamp. */
  void apply(S state, PatientRecord record, Step<O> step);

  /** Runs one deadline at its own instant; the deadline has already been taken off. */
  void due(S state, Deadline deadline, Step<O> step);
}
