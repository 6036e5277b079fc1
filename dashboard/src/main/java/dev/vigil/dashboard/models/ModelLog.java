package dev.vigil.dashboard.models;

import dev.vigil.schemas.LedgerEntry;
import java.util.List;
import java.util.Optional;

/**
 * Where the server keeps what it decides about models: the ledger, and bundles and proofs by their
 * SHA-256. Everything blocks, and what was written is on every in-sync replica; where that can't be
 * had in some seconds each method throws {@link
 * dev.vigil.dashboard.registry.RefusedException#logAway}. Not for several threads at once.
 */
public interface ModelLog extends AutoCloseable {
  /**
   * A line of the ledger.
   *
   * @param appended the broker's time, whole seconds since the epoch
   */
  record Line(LedgerEntry entry, long appended) {}

  /** The lines that came since the last call, in the order of the log. */
  List<Line> readNew();

  /**
   * Appends a line.
   *
   * @return the broker's time of it, whole seconds since the epoch
   */
  long append(LedgerEntry entry);

  /** Whether all of this content is there. */
  boolean has(String sha256);

  /** Content by its SHA-256, hexadecimal; empty if it isn't there, or not all of it is. */
  Optional<byte[]> find(String sha256);

  /** Stores content, in pieces, under its SHA-256. */
  void store(byte[] content);

  @Override
  void close();
}
