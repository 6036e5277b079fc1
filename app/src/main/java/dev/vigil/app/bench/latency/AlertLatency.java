package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
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
  private static final String PER_SECOND = "/s";
  private static final double MILLIS_A_SECOND = 1_000;
  private static final double P50 = 0.5;
  private static final double P99 = 0.99;
  private static final double P999 = 0.999;
  private static final Target MOST_P99 = Target.atMost(250);
  private static final Target MOST_P999 = Target.atMost(1_000);
  private static final Target MOST_STORM = Target.atMost(2);

  private static final double NEXT_TRY = 0.8;

  /** A tenth of the load that is asked for; what carries less is broken. */
  private static final double LEAST_SHARE = 0.1;

  private final Size size;
  private final Report report;
  private double carried;

  AlertLatency(Size size, Report report) {
    this.size = requireNonNull(size, "size is null");
    this.report = requireNonNull(report, "report is null");
  }

  /**
   * Looks for the load that is carried, and measures under it.
   *
   * @param alerts one patient after the other
   * @param storm many at once
   */
  Verdict measure(boolean alerts, boolean storm) throws InterruptedException {
    Verdict verdict = Verdict.MET;
    Sample all = new Sample();
    List<Integer> checkpoints = size.checkpointSeconds();
    for (int seconds : alerts ? checkpoints : checkpoints.subList(0, 1)) {
      boolean first = carried == 0;
      try (Hospital hospital = open(seconds)) {
        if (first) {
          verdict = verdict.and(look(hospital));
        }
        if (alerts) {
          Sample here = rounds(hospital, carried);
          all.add(here);
          verdict = verdict.and(here.say("_checkpoint_" + seconds + "s", true));
        }
        if (first) {
          verdict = verdict.and(atHalf(hospital, alerts, storm));
        }
      }
    }
    return alerts ? verdict.and(all.say("", true)) : verdict;
  }

  private Verdict atHalf(Hospital hospital, boolean alerts, boolean storm)
      throws InterruptedException {
    double half = carried / 2;
    Verdict verdict = alerts ? rounds(hospital, half).say("_half_load", false) : Verdict.MET;
    return storm ? verdict.and(storms(hospital, half)) : verdict;
  }

  private Hospital open(int checkpointSeconds) throws InterruptedException {
    report.begins(
        "starting a hospital of "
            + size.patients()
            + " patients, with checkpoints every "
            + checkpointSeconds
            + " s");
    return Hospital.open(
        size, List.of("store.kind=embedded", "flink.checkpoint-seconds=" + checkpointSeconds));
  }

  /** The first of falling rates at which all is taken and alerts come. */
  private Verdict look(Hospital hospital) throws InterruptedException {
    double rate = size.readingsPerSecond();
    report.begins("looking for the load that is carried, from " + Math.round(rate) + " readings/s");
    String complaint = complaint(hospital, rate);
    while (!complaint.isEmpty()) {
      rate *= NEXT_TRY;
      if (rate < LEAST_SHARE * size.readingsPerSecond()) {
        throw VigilException.problem("No load was carried: " + complaint + ".");
      }
      complaint = complaint(hospital, rate);
    }
    carried = rate;
    return say(
        "readings_carried_per_s",
        List.of(rate),
        PER_SECOND,
        Target.atLeast(size.readingsPerSecond()));
  }

  /** Why a load is too much; empty if it is carried at once or, by then warmer, once again. */
  private String complaint(Hospital hospital, double rate) throws InterruptedException {
    String complaint = "";
    for (int i = 0; i < 2; i++) {
      Round round = hospital.round(rate, size.trySeconds());
      if (round.isCarried()) {
        return "";
      }
      complaint = "at " + Math.round(rate) + " readings/s " + round.complaint();
      report.begins(complaint);
      hospital.recover();
    }
    return complaint;
  }

  private Sample rounds(Hospital hospital, double rate) throws InterruptedException {
    Sample sample = new Sample();
    for (int i = 0; i < size.rounds(); i++) {
      report.begins(
          "round " + (i + 1) + " of " + size.rounds() + " at " + Math.round(rate) + " readings/s");
      Round round = hospital.round(rate, size.roundSeconds());
      if (!round.isCarried()) {
        report.begins("this round fell behind: " + round.complaint());
        hospital.recover();
      }
      sample.add(round);
    }
    return sample;
  }

  /** Many at once. */
  private Verdict storms(Hospital hospital, double rate) throws InterruptedException {
    List<Double> all = new ArrayList<>();
    List<Double> first = new ArrayList<>();
    for (int i = 0; i < size.rounds(); i++) {
      report.begins("storm " + (i + 1) + " of " + size.rounds());
      List<Arrival> arrivals = hospital.storm(rate).arrivals();
      all.add(Arrival.percentile(arrivals, 1) / MILLIS_A_SECOND);
      first.add(Arrival.highFirst(arrivals));
    }
    Verdict verdict = say("storm_" + size.storm() + "_s", all, SECONDS, MOST_STORM);
    return verdict.and(say("storm_high_first", first, Measure.RATIO, null));
  }

  /** Figures of rounds. */
  private final class Sample {
    private final List<Double> p50 = new ArrayList<>();
    private final List<Double> p99 = new ArrayList<>();
    private final List<Double> p999 = new ArrayList<>();
    private final List<Double> load = new ArrayList<>();

    void add(Round round) {
      p50.add(Arrival.percentile(round.arrivals(), P50));
      p99.add(Arrival.percentile(round.arrivals(), P99));
      p999.add(Arrival.percentile(round.arrivals(), P999));
      load.add(round.load().perSecond());
    }

    void add(Sample other) {
      p50.addAll(other.p50);
      p99.addAll(other.p99);
      p999.addAll(other.p999);
      load.addAll(other.load);
    }

    Verdict say(String suffix, boolean judged) {
      AlertLatency bench = AlertLatency.this;
      return bench
          .say("alert_p99_ms" + suffix, p99, MILLIS, judged ? MOST_P99 : null)
          .and(bench.say("alert_p999_ms" + suffix, p999, MILLIS, judged ? MOST_P999 : null))
          .and(bench.say("alert_p50_ms" + suffix, p50, MILLIS, null))
          .and(bench.say("readings_per_s" + suffix, load, PER_SECOND, null));
    }
  }

  private Verdict say(String measure, List<Double> each, String unit, @Nullable Target target) {
    double[] sample = each.stream().mapToDouble(Double::doubleValue).toArray();
    Measure said =
        Measure.of(LatencyBench.NAME, measure, Estimate.ofMedian(sample, SEED), unit, target);
    report.measured(said);
    return said.isMet() ? Verdict.MET : Verdict.MISSED;
  }
}
