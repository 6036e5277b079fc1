package dev.vigil.app.bench;

import dev.vigil.app.bench.AlarmWard.Counted;
import dev.vigil.bench.paired.Bench;
import dev.vigil.bench.paired.Estimate;
import dev.vigil.bench.paired.Interval;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code alarms}: the default rules beside the same limits without delay and hysteresis, on
 * simulated wards whose truth is known and whose monitors err as real ones do.
 */
public final class AlarmBench implements Bench {
  static final String NAME = "alarms";

  /** Seeds that nothing was tuned on; each is a ward of its own. */
  private static final long FIRST_SEED = 20_260_001;

  private static final int SEEDS = 10;
  private static final int QUICK_SEEDS = 2;
  private static final long BOOTSTRAP = 1;

  /** A clinician's question: five times fewer calls, and nobody missed. */
  private static final double FEWER = 5;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "Calls of the default rules and of the same limits without delay and hysteresis, on"
        + " simulated wards with artefacts: how many fewer, whether a true event is missed, and how"
        + " much later it is told.";
  }

  @Override
  public Verdict run(boolean quick, Report report) {
    List<Counted> wards = new ArrayList<>();
    int seeds = quick ? QUICK_SEEDS : SEEDS;
    for (int i = 0; i < seeds; i++) {
      report.begins("ward " + (i + 1) + " of " + seeds);
      wards.add(AlarmWard.count(FIRST_SEED + i));
    }
    Verdict verdict = judged(wards, report);
    tell(report, median("calls_naive", wards, Counted::naivePerDay, "/d", null));
    tell(report, median("calls_default", wards, Counted::defaultPerDay, "/d", null));
    tell(report, median("calls_with_news2", wards, Counted::withNews2PerDay, "/d", null));
    tell(
        report,
        median("calls_without_news2_single", wards, Counted::withoutSinglePerDay, "/d", null));
    for (String rule : AlarmWard.scoreRules()) {
      tell(report, median("calls_of_" + rule, wards, ward -> ward.perDayOf(rule), "/d", null));
    }
    tell(report, median("true_events", wards, Counted::events, "{event}", null));
    return verdict;
  }

  private static Verdict judged(List<Counted> wards, Report report) {
    Target fewer = Target.atLeast(FEWER);
    long lost = wards.stream().mapToLong(Counted::lost).sum();
    Interval exactly = new Interval(lost, lost);
    Measure missed =
        new Measure(NAME, "true_events_lost", lost, exactly, "{event}", Target.atMost(0));
    return tell(report, median("fewer_calls", wards, Counted::ratio, Measure.RATIO, fewer))
        .and(
            tell(
                report,
                median(
                    "fewer_calls_with_news2",
                    wards,
                    Counted::ratioWithNews2,
                    Measure.RATIO,
                    fewer)))
        .and(tell(report, missed))
        .and(tell(report, seconds(wards)));
  }

  private static Measure seconds(List<Counted> wards) {
    double[] delays =
        wards.stream()
            .flatMapToDouble(ward -> ward.delays().stream().mapToDouble(d -> d))
            .toArray();
    return Measure.of(NAME, "added_delay", Estimate.ofMedian(delays, BOOTSTRAP), "s", null);
  }

  private static Measure median(
      String measure,
      List<Counted> wards,
      ToDoubleFunction<Counted> figure,
      String unit,
      @Nullable Target target) {
    double[] sample = wards.stream().mapToDouble(figure).toArray();
    return Measure.of(NAME, measure, Estimate.ofMedian(sample, BOOTSTRAP), unit, target);
  }

  private static Verdict tell(Report report, Measure measure) {
    report.measured(measure);
    return measure.isMet() ? Verdict.MET : Verdict.MISSED;
  }
}
