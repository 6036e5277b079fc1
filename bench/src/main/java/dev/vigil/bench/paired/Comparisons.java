package dev.vigil.bench.paired;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Supplier;

/**
 * A benchmark made of comparisons, one after the other; each is set up when its turn comes.
 *
 * @param name of the benchmark
 * @param about what is compared, in one sentence
 * @param comparisons in their order
 */
public record Comparisons(String name, String about, List<Supplier<Comparison<?>>> comparisons)
    implements Bench {
  public Comparisons {
    requireNonNull(name, "name is null");
    requireNonNull(about, "about is null");
    comparisons = List.copyOf(comparisons);
  }

  @Override
  public Verdict run(boolean quick, Report report) {
    Session session =
        new Session(name, quick ? Effort.QUICK : Effort.FULL, ThreadMeter.ofThisJvm(), report);
    Verdict verdict = Verdict.MET;
    for (Supplier<Comparison<?>> comparison : comparisons) {
      verdict = verdict.and(session.of(comparison.get()));
    }
    return verdict;
  }
}
