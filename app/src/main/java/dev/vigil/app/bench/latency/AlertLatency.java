package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import dev.vigil.bench.paired.Estimate;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of one patient at a time, while checkpoints come often and seldom; and of many at once. */
final class AlertLatency {
  private static final long SEED = 20_190_101L;
  private static final String MILLIS = "ms";
  private static final String SECONDS = "s";
  private static final double MILLIS_A_SECOND = 1_000;
  private static final double NANOS_A_SECOND = 1e9;
  private static final double P99 = 0.99;
  private static final double P999 = 0.999;
  private static final Target MOST_P99 = Target.atMost(250);
  private static final Target MOST_P999 = Target.atMost(1_000);
  private static final Target MOST_STORM = Target.atMost(2);

  /** Less load than meant would flatter. */
  private static final double LOAD_SHARE = 0.95;

  private static final int[] CHECKPOINT_SECONDS = {2, 10};

  private final Size size;
  private final Report report;
  private final List<Double> p99 = new ArrayList<>();
  private final List<Double> p999 = new ArrayList<>();
  private final List<Double> load = new ArrayList<>();

  AlertLatency(Size size, Report report) {
    this.size = requireNonNull(size, "size is null");
    this.report = requireNonNull(report, "report is null");
  }

  /** Rounds with checkpoints often, and as many with checkpoints seldom. */
  Verdict alerts() throws InterruptedException {
    Verdict verdict = Verdict.MET;
    for (int seconds : CHECKPOINT_SECONDS) {
      int before = p99.size();
      rounds(seconds);
      String suffix = "_checkpoint_" + seconds + "s";
      verdict =
          verdict
              .and(say("alert_p99_ms" + suffix, p99.subList(before, p99.size()), MILLIS, MOST_P99))
              .and(
                  say(
                      "alert_p999_ms" + suffix,
                      p999.subList(before, p999.size()),
                      MILLIS,
                      MOST_P999));
    }
    return verdict
        .and(say("alert_p99_ms", p99, MILLIS, MOST_P99))
        .and(say("alert_p999_ms", p999, MILLIS, MOST_P999))
        .and(say("alert_load", load, "/s", Target.atLeast(LOAD_SHARE * size.patients())));
  }

  private void rounds(int checkpointSeconds) throws InterruptedException {
    report.begins(
        "starting a hospital of "
            + size.patients()
            + " patients, with checkpoints every "
            + checkpointSeconds
            + " s");
    try (Hospital hospital = Hospital.open(size, settings(checkpointSeconds))) {
      for (int i = 0; i < size.rounds(); i++) {
        report.begins("round " + (i + 1) + " of " + size.rounds());
        long before = hospital.accepted();
        long began = System.nanoTime();
        List<Arrival> arrivals = hospital.round(size.roundSeconds());
        load.add((hospital.accepted() - before) / ((System.nanoTime() - began) / NANOS_A_SECOND));
        p99.add(Arrival.percentile(arrivals, P99));
        p999.add(Arrival.percentile(arrivals, P999));
      }
    }
  }

  /** Many at once. */
  Verdict storm() throws InterruptedException {
    report.begins("starting a hospital of " + size.patients() + " patients for storms");
    List<Double> all = new ArrayList<>();
    List<Double> first = new ArrayList<>();
    try (Hospital hospital = Hospital.open(size, settings(CHECKPOINT_SECONDS[0]))) {
      for (int i = 0; i < size.rounds(); i++) {
        report.begins("storm " + (i + 1) + " of " + size.rounds());
        List<Arrival> arrivals = hospital.storm();
        all.add(Arrival.percentile(arrivals, 1) / MILLIS_A_SECOND);
        first.add(Arrival.highFirst(arrivals));
      }
    }
    Verdict verdict = say("storm_" + size.storm() + "_s", all, SECONDS, MOST_STORM);
    return verdict.and(say("storm_high_first", first, Measure.RATIO, null));
  }

  static List<String> settings(int checkpointSeconds) {
    return List.of("store.kind=embedded", "flink.checkpoint-seconds=" + checkpointSeconds);
  }

  private Verdict say(String measure, List<Double> each, String unit, @Nullable Target target) {
    double[] sample = each.stream().mapToDouble(Double::doubleValue).toArray();
    Measure said =
        Measure.of(LatencyBench.NAME, measure, Estimate.ofMedian(sample, SEED), unit, target);
    report.measured(said);
    return said.isMet() ? Verdict.MET : Verdict.MISSED;
  }
}
