package dev.vigil.app.supervise;

import dev.vigil.alerting.GovernanceTimeline;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.fold.Ticks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which bundles the ledger wants to run: those of every model version that is not retired now, or
 * that is to be shadow or live later. A job may run before its entry holds, never after it is
 * retired. Not thread-safe.
 */
final class WantedBundles {
  private final GovernanceTimeline judge;
  private final Map<String, List<LedgerEntry>> byVersion = new TreeMap<>();

  WantedBundles(Ticks.World world) {
    judge = new GovernanceTimeline(world);
  }

  /**
   * Takes the next entry of the ledger.
   *
   * @param appended the broker's time of the record, whole seconds since the epoch
   * @return why the entry is void, or empty if it holds
   */
  Optional<String> append(LedgerEntry entry, long appended) {
    Optional<String> refused = judge.append(entry, appended);
    if (refused.isEmpty()) {
      List<LedgerEntry> entries =
          byVersion.computeIfAbsent(entry.modelVersion(), version -> new ArrayList<>());
      entries.add(entry);
      // Stable: of two that hold from the same second, the later appended one decides.
      entries.sort(Comparator.comparingLong(LedgerEntry::holdsFrom));
    }
    return refused;
  }

  /** The model versions to score with at an instant, by the id of their bundle. */
  SortedMap<String, SortedSet<String>> at(long now) {
    SortedMap<String, SortedSet<String>> wanted = new TreeMap<>();
    for (List<LedgerEntry> entries : byVersion.values()) {
      int inForce = (int) entries.stream().filter(entry -> entry.holdsFrom() <= now).count();
      for (LedgerEntry entry : entries.subList(Math.max(0, inForce - 1), entries.size())) {
        if (entry.action() != LedgerEntry.Action.RETIRED) {
          wanted
              .computeIfAbsent(entry.bundle(), bundle -> new TreeSet<>())
              .add(entry.modelVersion());
        }
      }
    }
    return wanted;
  }
}
