package dev.vigil.bench.peers.session;

import static java.util.Objects.requireNonNull;

import dev.vigil.bench.paired.Estimate;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Verdict;
import dev.vigil.bench.peers.session.Rounds.Round;
import dev.vigil.bench.peers.side.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures Vigil against each peer: first its results have to be right, then Vigil against Vigil
 * has to make no difference, then it is compared with one peer after the other.
 */
public final class PeersSession {
  /** Name of the benchmark. */
  public static final String BENCH = "peers";

  /** What the measures of Vigil against Vigil begin with. */
  public static final String SELF = "self_ratio";

  private static final long SEED = 20_190_101L;

  private static final List<Side> PEERS =
      List.of(Side.KAFKA_STREAMS, Side.HAZELCAST_JET, Side.FLINK_SQL);

  private final Broker broker;
  private final Path folder;
  private final boolean quick;
  private final Report report;

  /**
   * A session to be run.
   *
   * @param folder for what the sides' processes leave behind
   * @param quick fewer rounds and shorter runs, for a look
   * @param report hears of each measure as soon as there is one
   */
  public PeersSession(Broker broker, Path folder, boolean quick, Report report) {
    this.broker = requireNonNull(broker, "broker is null");
    this.folder = requireNonNull(folder, "folder is null");
    this.quick = quick;
    this.report = requireNonNull(report, "report is null");
  }

  /**
   * Measures everything.
   *
   * @return the worst verdict of both contests
   * @throws StalledException if a side gives no more results
   * @throws WrongResultException if a result is wrong
   */
  public Verdict run()
      throws StalledException, WrongResultException, IOException, InterruptedException {
    Verdict sliding = run(Contest.sliding());
    Verdict slideSize = run(Contest.slideSize());
    return sliding.and(slideSize);
  }

  private Verdict run(Contest contest)
      throws StalledException, WrongResultException, IOException, InterruptedException {
    try (Runner vigil = start(Side.VIGIL, contest)) {
      report.begins("Vigil against Vigil, " + contest.text());
      Estimate self = ratio(rounds().compare(vigil, vigil));
      measure(SELF + contest.suffix(), self, "1", null);
      if (!self.ci95().contains(1)) {
        return Verdict.VOID;
      }
      Estimate best = againstBest(vigil, contest);
      measure("cpu_vs_best_peer" + contest.suffix(), best, "1", Target.atMost(contest.target()));
      return best.ci95().high() <= contest.target() ? Verdict.MET : Verdict.MISSED;
    }
  }

  /** The best peer is the one that Vigil looks worst against. */
  private Estimate againstBest(Runner vigil, Contest contest)
      throws StalledException, WrongResultException, IOException, InterruptedException {
    List<Estimate> ratios = new ArrayList<>();
    for (Side peer : PEERS) {
      ratios.add(against(peer, vigil, contest));
    }
    return worst(ratios);
  }

  /** By the end that is judged: no other one may then miss the target that this one meets. */
  static Estimate worst(List<Estimate> ratios) {
    return Collections.max(
        ratios, Comparator.comparingDouble((Estimate ratio) -> ratio.ci95().high()));
  }

  private Estimate against(Side peer, Runner vigil, Contest contest)
      throws StalledException, WrongResultException, IOException, InterruptedException {
    try (Runner other = start(peer, contest)) {
      report.begins("Vigil against " + peer.label() + ", " + contest.text());
      List<Round> compared = rounds().compare(vigil, other);
      String end = "_vs_" + name(peer) + contest.suffix();
      measure("vigil_cpu_s_per_million" + end, cost(compared, Round::a), "s", null);
      measure(
          name(peer) + "_cpu_s_per_million" + contest.suffix(),
          cost(compared, Round::b),
          "s",
          null);
      Estimate ratio = ratio(compared);
      measure("cpu" + end, ratio, "1", null);
      return ratio;
    }
  }

  private Runner start(Side side, Contest contest)
      throws StalledException, WrongResultException, IOException, InterruptedException {
    report.begins("checking the results of " + side.label() + ", " + contest.text());
    Runner runner =
        Runner.start(side, broker, side.label() + contest.suffix(), contest.work(), folder);
    runner.check(contest.checkedSeconds(side, quick));
    runner.warmUp(rounds());
    return runner;
  }

  private Rounds rounds() {
    return quick ? Rounds.QUICK : Rounds.FULL;
  }

  private static Estimate ratio(List<Round> rounds) {
    return cost(rounds, round -> round.a() / round.b());
  }

  private static Estimate cost(List<Round> rounds, ToDoubleFunction<Round> part) {
    return Estimate.ofMedian(rounds.stream().mapToDouble(part).toArray(), SEED);
  }

  private void measure(String name, Estimate estimate, String unit, @Nullable Target target) {
    report.measured(Measure.of(BENCH, name, estimate, unit, target));
  }

  private static String name(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }
}
