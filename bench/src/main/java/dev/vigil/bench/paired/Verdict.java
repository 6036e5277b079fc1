package dev.vigil.bench.paired;

/** What the measures of a benchmark are worth, from best to worst. */
public enum Verdict {
  /** The bad end of every interval reaches its target. */
  MET("the bad end of every interval reaches its target"),
  /** The bad end of some interval misses its target. */
  MISSED("the bad end of an interval misses its target"),
  /** Ours against ours made a difference, so nothing measured then means anything. */
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

  /** The worse of two. */
  public Verdict and(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
