package dev.vigil.dashboard.technical;

import java.util.List;

/** Whether Vigil itself lives: from the clock's ticks to those who tell people. */
@FunctionalInterface
public interface Vitality {
  /** What of the chain doesn't, in words without health data; empty if all does. Doesn't block. */
  List<String> faults();
}
