package dev.vigil.schemas.ledger;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.fold.Ticks.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ledger of models, read in the order of its log: at every instant each model stands as the
 * entries say that hold from then or before. Entries of one instant hold in the order of the log.
 * Not thread-safe.
 */
public final class ModelLedger {
  /** After every entry that there is. */
  public static final long END = Long.MAX_VALUE;

  private final World world;
  private final SortedMap<String, List<LedgerEntry>> entries = new TreeMap<>();
  private final Map<String, NavigableMap<Long, ModelStanding>> standings = new HashMap<>();
  private boolean dated;

  /**
   * An empty one.
   *
   * @param world whether entries have to come ahead of the time from which they hold
   */
  public ModelLedger(World world) {
    this.world = requireNonNull(world, "world is null");
  }

  /**
   * Takes the next entry.
   *
   * @param appended the broker's time of the record, whole seconds since the epoch
   * @return why the entry is void and changes nothing, or empty if it holds
   */
  public Optional<String> append(LedgerEntry entry, long appended) {
    if (Lead.isTooLate(world, entry.holdsFrom(), appended, !dated)) {
      return Optional.of(Lead.tooLate("ledger entry of " + entry.modelVersion()));
    }
    dated |= entry.holdsFrom() != Long.MIN_VALUE;
    List<LedgerEntry> ofModel = entries.computeIfAbsent(entry.model(), model -> new ArrayList<>());
    ofModel.add(entry);
    // Stable: of two that hold from the same second, the later appended one decides.
    ofModel.sort(Comparator.comparingLong(LedgerEntry::holdsFrom));
    standings.put(entry.model(), standings(entry.model(), ofModel));
    return Optional.empty();
  }

  private static NavigableMap<Long, ModelStanding> standings(
      String model, List<LedgerEntry> entries) {
    NavigableMap<Long, ModelStanding> standings = new TreeMap<>();
    ModelStanding standing = ModelStanding.empty(model);
    for (LedgerEntry entry : entries) {
      standing = standing.after(entry);
      standings.put(entry.holdsFrom(), standing);
    }
    return standings;
  }

  /** Names of all models that it has named. */
  public SortedSet<String> models() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(entries.keySet()));
  }

  /** How a model stands at an instant; without versions where none is named by then. */
  public ModelStanding at(String model, long instant) {
    NavigableMap<Long, ModelStanding> ofModel = standings.get(model);
    Map.Entry<Long, ModelStanding> latest = ofModel == null ? null : ofModel.floorEntry(instant);
    return latest == null ? ModelStanding.empty(model) : latest.getValue();
  }

  /** The entries of a model, in the order in which they hold. */
  public List<LedgerEntry> entriesOf(String model) {
    return List.copyOf(entries.getOrDefault(model, List.of()));
  }

  /** The versions of all models whose scores raise alerts of somebody at an instant. */
  public List<VersionStanding> acting(long instant) {
    return models().stream()
        .flatMap(model -> at(model, instant).versions().values().stream())
        .filter(VersionStanding::acts)
        .toList();
  }
}
