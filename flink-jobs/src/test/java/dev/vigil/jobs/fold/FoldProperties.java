package dev.vigil.jobs.fold;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What is true of every fold: whatever happens to its job, it sends what a refold gives. */
abstract class FoldProperties {
  static final long A_WEEK = 7 * 86_400;

  @Property(tries = 35, shrinking = ShrinkingMode.OFF)
  final void outputs_onTheHeap_areThoseOfARefoldWhateverHappens(@ForAll long seed)
      throws Exception {
    outputsAreThoseOfARefold(seed, false, 250);
  }

  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  final void outputs_onRocksDb_areThoseOfARefoldWhateverHappens(@ForAll long seed)
      throws Exception {
    outputsAreThoseOfARefold(seed, true, 120);
  }

  abstract void outputsAreThoseOfARefold(long seed, boolean rocksDb, int records) throws Exception;
}
