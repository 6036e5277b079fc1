package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

/**
 * Tells a patient's folds that Vigil itself saw nothing until {@code blindUntil}: silence before it
 * is not the device's. One that is {@linkplain dev.vigil.schemas.fold.Ticks#isTooFarAhead too far
 * ahead} of the broker's own time reaches no fold: no silence would be noticed until then.
 *
 * @param patient pseudonymous id
 * @param blindUntil whole seconds since the epoch; silence counts afresh from here
 */
public record Resume(String patient, long blindUntil) implements PatientRecord {
  /** A gap of at most this many seconds between stamp and {@code blindUntil} is no gap. */
  public static final long LONGEST_IGNORED_GAP_SECONDS = 10;

  public Resume {
    requireNonNull(patient, "patient is null");
    EpochSeconds.require(blindUntil, "blindUntil");
  }

  /** Whether the folds have to take note, given the record's stamp (seconds since the epoch). */
  public boolean counts(long stamp) {
    return blindUntil - stamp > LONGEST_IGNORED_GAP_SECONDS;
  }

  @Override
  public RecordType type() {
    return RecordType.RESUME;
  }
}
