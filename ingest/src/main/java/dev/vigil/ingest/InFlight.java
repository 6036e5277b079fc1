package dev.vigil.ingest;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What is in hand: messages that are not answered yet. */
final class InFlight {
  private final IntakeLimits limits;
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  InFlight(IntakeLimits limits) {
    this.limits = limits;
  }

  /** Takes a message in hand, or says no. One message alone is always taken, however large. */
  boolean enter(long size) {
    int count = messages.incrementAndGet();
    long total = bytes.addAndGet(size);
    if (count == 1 || (count <= limits.messages() && total <= limits.bytes())) {
      return true;
    }
    leave(size);
    return false;
  }

  void leave(long size) {
    bytes.addAndGet(-size);
    messages.decrementAndGet();
  }

  int messages() {
    return messages.get();
  }

  long bytes() {
    return bytes.get();
  }
}
