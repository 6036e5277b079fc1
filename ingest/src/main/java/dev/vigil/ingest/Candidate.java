package dev.vigil.ingest;

import static java.util.Objects.requireNonNull;

/** One element of a message, before anything in it is believed. */
public sealed interface Candidate permits Draft, Candidate.Garbled {

  /** Where its bytes are. */
  Raw raw();

  /**
   * An element that has not even the shape of a reading.
   *
   * @param verdict the rejection
   */
  record Garbled(Verdict verdict, Raw raw) implements Candidate {
    public Garbled {
      requireNonNull(verdict, "verdict is null");
      requireNonNull(raw, "raw is null");
    }
  }
}
