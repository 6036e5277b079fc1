package dev.vigil.jobs;

import dev.vigil.alerting.GovernanceTimeline;
import dev.vigil.jobs.log.GovernanceFeed;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.fold.Ticks.World;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A ledger in memory; what is written into it counts once it has been read. */
public final class FakeLedger implements GovernanceFeed {
  private final GovernanceTimeline timeline = new GovernanceTimeline(World.RECORDED);
  private final Deque<LedgerEntry> unread = new ArrayDeque<>();

  /** What the next reading fails with. */
  public RuntimeException away;

  public int reads;
  public boolean closed;

  /** Writes an entry. */
  public void write(String model, String version, String bundle, Action action, long holdsFrom) {
    unread.add(new LedgerEntry(model, version, bundle, action, holdsFrom, "lead", "test", null));
  }

  @Override
  public GovernanceTimeline timeline() {
    return timeline;
  }

  @Override
  public void readToEnd() {
    if (away != null) {
      RuntimeException failure = away;
      away = null;
      throw failure;
    }
    reads++;
    while (!unread.isEmpty()) {
      Optional<String> refusal = timeline.append(unread.remove(), 0);
      refusal.ifPresent(
          why -> {
            throw new AssertionError(why);
          });
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
