package dev.vigil.bench.paired;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What came of a benchmark.
 *
 * @param measures in the order in which they were taken; none if the results were not equal
 * @param verdict whether they count, and are good enough
 */
public record BenchReport(List<Measure> measures, Verdict verdict) {

  /** What the measures are worth. */
  public enum Verdict {
    /** The bad end of the interval reaches the target. */
    MET("the bad end of the interval reaches the target"),
    /** The bad end of the interval misses the target. */
    MISSED("the bad end of the interval misses the target"),
    /** Ours against ours made a difference, so nothing measured now means anything. */
    VOID(
        "ours against ours made a difference, so the session is void: run it again while the"
            + " machine does little else"),
    /** Both ways gave different results, so what they cost can't be compared. */
    UNEQUAL("both ways gave different results, so what they cost can't be compared");

    private final String sentence;

    Verdict(String sentence) {
      this.sentence = sentence;
    }

    /** In words, to follow the name of the benchmark. */
    public String sentence() {
      return sentence;
    }
  }

  public BenchReport {
    measures = List.copyOf(measures);
    requireNonNull(verdict, "verdict is null");
  }
}
