package dev.vigil.bench.paired;

/** A benchmark that can be run by its name. */
public interface Bench {
  String name();

  /** What is measured, in one sentence. */
  String about();

  /**
   * Measures.
   *
   * @param quick shorter, for a look: the intervals are wider, and judged the same way
   */
  Verdict run(boolean quick, Report report);
}
