package dev.vigil.schemas.ledger;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all versions of one model are between two entries of the ledger.
 *
 * @param model its name
 * @param versions that the ledger has named, by version
 * @param lives the versions that were made live for all, oldest first, without those that were
 *     rolled back; the last is the one that a canary, if there is one, is compared with
 */
public record ModelStanding(
    String model, SortedMap<String, VersionStanding> versions, List<String> lives) {
  public ModelStanding {
    requireNonNull(model, "model is null");
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    lives = List.copyOf(lives);
  }

  static ModelStanding empty(String model) {
    return new ModelStanding(model, new TreeMap<>(), List.of());
  }

  /** After one more entry. */
  ModelStanding after(LedgerEntry entry) {
    SortedMap<String, VersionStanding> next = new TreeMap<>(versions);
    if (entry.action() == Action.LIVE || entry.action() == Action.CANARY) {
      boolean forAll = entry.action() == Action.LIVE;
      next.replaceAll(
          (version, standing) ->
              standing.state() == Action.CANARY || (forAll && standing.state() == Action.LIVE)
                  ? standing.demotedBy(entry)
                  : standing);
    }
    next.put(entry.version(), VersionStanding.of(entry, next.get(entry.version())));
    return new ModelStanding(model, next, livesAfter(entry));
  }

  private List<String> livesAfter(LedgerEntry entry) {
    if (entry.action() != Action.LIVE) {
      return lives;
    }
    int former = lives.lastIndexOf(entry.version());
    if (entry.rolledBack() != null && former >= 0) {
      return lives.subList(0, former + 1);
    }
    List<String> longer = new ArrayList<>(lives);
    longer.remove(entry.version());
    longer.add(entry.version());
    return longer;
  }

  /** The version that is live for all, or for all whom the canary is not live for. */
  public Optional<VersionStanding> live() {
    return only(Action.LIVE);
  }

  /** The version that is live for a part of the patients. */
  public Optional<VersionStanding> canary() {
    return only(Action.CANARY);
  }

  /** The version whose scores raise this patient's alerts. */
  public Optional<VersionStanding> liveFor(String patient) {
    return canary().filter(canary -> isAmong(canary, patient)).or(this::live);
  }

  /**
   * The version that a rollback brings back: the live one if a canary runs beside it, else the one
   * that was live for all before it, whatever has become of it.
   */
  public Optional<VersionStanding> former() {
    if (canary().isPresent() && live().isPresent()) {
      return live();
    }
    int last = lives.size() - 1;
    boolean lastIsLive =
        last >= 0 && live().filter(is -> is.version().equals(lives.get(last))).isPresent();
    int former = lastIsLive ? last - 1 : last;
    return former < 0 ? Optional.empty() : Optional.ofNullable(versions.get(lives.get(former)));
  }

  private boolean isAmong(VersionStanding canary, String patient) {
    Integer percent = canary.percent();
    return percent != null && CanaryShare.has(model, patient, percent);
  }

  /** Asked several times for each record of the log: a stream would cost more than the answer. */
  private Optional<VersionStanding> only(Action state) {
    for (VersionStanding standing : versions.values()) {
      if (standing.state() == state) {
        return Optional.of(standing);
      }
    }
    return Optional.empty();
  }
}
