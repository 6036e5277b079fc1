package dev.vigil.ingest;

import dev.vigil.schemas.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Rejected readings in memory. */
public final class FakeRejectedLog implements RejectedLog {
  private final List<Rejected> kept = new ArrayList<>();
  private boolean away;

  public void setAway(boolean away) {
    this.away = away;
  }

  public List<Rejected> kept() {
    return kept;
  }

  @Override
  public synchronized CompletableFuture<Position> append(Rejected rejected) {
    if (away) {
      return CompletableFuture.failedFuture(new IllegalStateException("the log is away"));
    }
    kept.add(rejected);
    return CompletableFuture.completedFuture(new Position(0, kept.size() - 1L));
  }
}
