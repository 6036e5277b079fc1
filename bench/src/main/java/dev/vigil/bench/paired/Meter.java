package dev.vigil.bench.paired;

/** What the current thread has cost so far; only differences mean anything. */
@FunctionalInterface
public interface Meter {
  /** Reads it. */
  Cost read();
}
