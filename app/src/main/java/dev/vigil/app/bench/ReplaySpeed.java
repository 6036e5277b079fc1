package dev.vigil.app.bench;

import static java.util.Objects.requireNonNull;

import dev.vigil.bench.monitor.EightVitals;
import dev.vigil.bench.paired.Estimate;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.ThreadMeter;
import dev.vigil.bench.paired.Verdict;
import dev.vigil.models.features.FeatureReplay;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.util.ArrayList;
import java.util.List;

/**
 * How much faster than real time one core folds the log of {@value #PATIENTS} patients in memory:
 * all patients through each second together, as a recording is replayed.
 */
final class ReplaySpeed {
  private static final int PATIENTS = 100;
  private static final int SAMPLES_AN_HOUR = 4;
  private static final int SAMPLE_SECONDS = 3_600 / SAMPLES_AN_HOUR;
  private static final Target TARGET = Target.atLeast(1_440);
  private static final long SEED = 20_190_101L;
  private static final double NANOS = 1e9;

  private final int hours;
  private final Report report;
  private long vectors;
  private final FeatureReplay replay =
      new FeatureReplay(FeatureSettings.DEFAULT, (patient, number, output) -> vectors++);
  private long now = EightVitals.START;

  ReplaySpeed(int hours, Report report) {
    this.hours = hours;
    this.report = requireNonNull(report, "report is null");
  }

  /** The first hour warms up. */
  Verdict measure() {
    report.begins("replaying " + hours + " hours of " + PATIENTS + " patients in memory");
    ThreadMeter meter = ThreadMeter.ofThisJvm();
    for (int i = 0; i < SAMPLES_AN_HOUR; i++) {
      sample();
    }
    double[] speeds = new double[(hours - 1) * SAMPLES_AN_HOUR];
    for (int i = 0; i < speeds.length; i++) {
      long before = meter.read().cpuNanos();
      sample();
      speeds[i] = SAMPLE_SECONDS * NANOS / (meter.read().cpuNanos() - before);
    }
    Measure measure =
        Measure.of(
            PipelineBench.NAME,
            "replay_speedup",
            Estimate.ofMedian(speeds, SEED),
            Measure.RATIO,
            TARGET);
    report.measured(measure);
    return measure.isMet() ? Verdict.MET : Verdict.MISSED;
  }

  private void sample() {
    for (int second = 0; second < SAMPLE_SECONDS; second++) {
      for (int i = 0; i < PATIENTS; i++) {
        replay.record(new FeatureReplay.Entry(now, now, monitor(Load.patient(i))));
      }
      now++;
      replay.advance(now);
    }
  }

  private Readings monitor(String patient) {
    List<Reading> readings = new ArrayList<>(Load.VITALS);
    for (int vital = 0; vital < Load.VITALS; vital++) {
      readings.add(EightVitals.reading(patient, vital, now));
    }
    return new Readings(patient, now, "bench", readings);
  }
}
