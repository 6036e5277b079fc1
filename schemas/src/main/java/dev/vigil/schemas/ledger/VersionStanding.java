package dev.vigil.schemas.ledger;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import org.jspecify.annotations.Nullable;

/**
 * What one version of a model is.
 *
 * @param state what it is
 * @param since the entry that made it so; of another version where that one took its place
 * @param own the latest entry of its own
 * @param threshold the risk from which on it decides, 0 to 1; null where no entry has said it
 */
public record VersionStanding(
    Action state, LedgerEntry since, LedgerEntry own, @Nullable Double threshold) {
  public VersionStanding {
    requireNonNull(state, "state is null");
    requireNonNull(since, "since is null");
    requireNonNull(own, "own is null");
  }

  /**
   * After an entry of its own.
   *
   * @param before what it was; null if this entry is the first
   */
  static VersionStanding of(LedgerEntry entry, @Nullable VersionStanding before) {
    Double threshold =
        entry.threshold() == null && before != null ? before.threshold() : entry.threshold();
    return new VersionStanding(entry.action(), entry, entry, threshold);
  }

  /** Another version has taken its place. */
  VersionStanding demotedBy(LedgerEntry entry) {
    return new VersionStanding(Action.SHADOW, entry, own, threshold);
  }

  public String version() {
    return own.version();
  }

  /** SHA-256 of its bundle. */
  public String bundle() {
    return own.bundle();
  }

  /** For how many per cent of the patients a canary is live; null for anything else. */
  public @Nullable Integer percent() {
    return state == Action.CANARY ? own.percent() : null;
  }

  /** Whether its scores raise alerts of somebody. */
  public boolean acts() {
    return state == Action.LIVE || state == Action.CANARY;
  }
}
