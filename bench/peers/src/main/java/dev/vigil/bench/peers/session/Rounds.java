package dev.vigil.bench.peers.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long to measure: rounds A-B-B-A, in which what slows the machine down slows both sides, and
 * what drifts evenly cancels out.
 *
 * @param count how many
 * @param run CPU time that one run of a side takes at least: a side that costs little gets more
 *     readings, for it is charged by the reading
 * @param warmUp CPU time of a side before its first round
 */
record Rounds(int count, Duration run, Duration warmUp) {
  /** For figures that are published. */
  static final Rounds FULL = new Rounds(30, Duration.ofMillis(500), Duration.ofSeconds(30));

  /** For a look. */
  static final Rounds QUICK = new Rounds(5, Duration.ofMillis(300), Duration.ofSeconds(8));

  /** CPU-seconds per million readings of both sides in one round. */
  record Round(double a, double b) {}

  List<Round> compare(Runner a, Runner b) throws StalledException {
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double first = a.cost();
      double second = b.cost();
      double third = b.cost();
      double fourth = a.cost();
      rounds.add(new Round((first + fourth) / 2, (second + third) / 2));
    }
    return rounds;
  }
}
