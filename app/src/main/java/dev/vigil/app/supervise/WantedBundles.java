package dev.vigil.app.supervise;

import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.fold.Ticks;
import dev.vigil.schemas.ledger.ModelLedger;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which bundles the ledger wants to run: those of every model version that is not retired now, or
 * that is to be shadow or live later. A job may run before its entry holds, never after it is
 * retired. Not thread-safe.
 */
final class WantedBundles {
  private final ModelLedger ledger;

  WantedBundles(Ticks.World world) {
    ledger = new ModelLedger(world);
  }

  /**
   * Takes the next entry of the ledger.
   *
   * @param appended the broker's time of the record, whole seconds since the epoch
   * @return why the entry is void, or empty if it holds
   */
  Optional<String> append(LedgerEntry entry, long appended) {
    return ledger.append(entry, appended);
  }

  /** The model versions to score with at an instant, by the id of their bundle. */
  SortedMap<String, SortedSet<String>> at(long now) {
    SortedMap<String, SortedSet<String>> wanted = new TreeMap<>();
    for (List<LedgerEntry> entries : byVersion()) {
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

  /** How many lines of the ledger name a bundle. */
  long entriesOf(String bundle) {
    return entries().filter(entry -> entry.bundle().equals(bundle)).count();
  }

  private Collection<List<LedgerEntry>> byVersion() {
    return entries().collect(Collectors.groupingBy(LedgerEntry::modelVersion)).values();
  }

  private Stream<LedgerEntry> entries() {
    return ledger.models().stream().flatMap(model -> ledger.entriesOf(model).stream());
  }
}
