package dev.vigil.bench.paired;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Some work, and where its results go. Each result is published to whoever might look, so the
 * compiler can't leave out the work that makes it; it costs one plain store.
 */
final class Side<T> {
  private final Work<T> work;
  private final AtomicReference<T> seen = new AtomicReference<>();

  Side(Work<T> work) {
    this.work = requireNonNull(work, "work is null");
  }

  Work<T> work() {
    return work;
  }

  /** What so many operations cost. */
  Cost batch(int operations, Meter meter) {
    Cost before = meter.read();
    for (int i = 0; i < operations; i++) {
      seen.setRelease(work.once());
    }
    return meter.read().minus(before);
  }
}
