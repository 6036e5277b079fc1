package dev.vigil.dashboard.models;

import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.fold.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** Ledger and bundles in memory; can be away or late on request. The browser tests use it too. */
public final class InMemoryModelLog implements ModelLog {
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, byte[]> contents = new TreeMap<>();
  private final LongSupplier now;
  private int read;
  private int stored;
  private boolean away;
  private long lateSeconds;

  public InMemoryModelLog(LongSupplier now) {
    this.now = now;
  }

  /** A registry in real time over nothing, whose jobs all run. */
  public static ModelRegistry registry(LongSupplier now) {
    return new InMemoryModelLog(now).registry(Ticks.World.REAL_TIME, allRun());
  }

  ModelRegistry registry(Ticks.World world, ModelJobs jobs) {
    LedgerClock clock =
        new LedgerClock() {
          @Override
          public Ticks.World world() {
            return world;
          }

          @Override
          public <T> T standing(LongFunction<T> change) {
            return change.apply(now.getAsLong());
          }
        };
    return new ModelRegistry(this, clock, jobs);
  }

  static ModelJobs allRun() {
    return bundles -> {
      Map<String, ModelJobs.Health> health = new TreeMap<>();
      bundles.forEach(id -> health.put(id, new ModelJobs.Health("scoring-x", "RUNNING", "", 1L)));
      return health;
    };
  }

  void setAway(boolean isAway) {
    away = isAway;
  }

  /** How much later than asked an entry comes into the log. */
  void setLate(long seconds) {
    lateSeconds = seconds;
  }

  List<LedgerEntry> entries() {
    return lines.stream().map(Line::entry).toList();
  }

  /** How often content was stored. */
  int stored() {
    return stored;
  }

  @Override
  public List<Line> readNew() {
    requireThere();
    List<Line> fresh = List.copyOf(lines.subList(read, lines.size()));
    read = lines.size();
    return fresh;
  }

  @Override
  public long append(LedgerEntry entry) {
    requireThere();
    long appended = now.getAsLong() + lateSeconds;
    lines.add(new Line(entry, appended));
    return appended;
  }

  @Override
  public boolean has(String sha256) {
    requireThere();
    return contents.containsKey(sha256);
  }

  @Override
  public Optional<byte[]> find(String sha256) {
    requireThere();
    return Optional.ofNullable(contents.get(sha256));
  }

  @Override
  public void store(byte[] content) {
    requireThere();
    stored++;
    contents.put(Bundles.id(content), content);
  }

  private void requireThere() {
    if (away) {
      throw RefusedException.logAway();
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
