package dev.vigil.bench.paired;

import java.util.Collection;
import java.util.List;

/** A benchmark that can be run by its name. */
public interface Bench {
  String name();

  /** What is measured, in one sentence. */
  String about();

  /** Names of what can be measured alone; empty if it is one whole. */
  default List<String> parts() {
    return List.of();
  }

  /**
   * Measures some parts, in their order.
   *
   * @param parts some of {@link #parts}
   * @param quick as of {@link #run(boolean, Report)}
   */
  default Verdict run(Collection<String> parts, boolean quick, Report report) {
    throw new IllegalArgumentException(name() + " has no parts");
  }

  /**
   * Measures.
   *
   * @param quick shorter, for a look: the intervals are wider, and judged the same way
   */
  Verdict run(boolean quick, Report report);
}
