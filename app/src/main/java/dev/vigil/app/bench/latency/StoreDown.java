package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.FolderDeletion;
import dev.vigil.bench.paired.Estimate;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Alerts while history's InfluxDB is killed, against alerts while it runs, in turns. */
final class StoreDown {
  private static final long SEED = 20_190_101L;
  private static final Target SAME = new Target(0.9, 1.1);
  private static final double HALF = 0.5;
  private static final double P99 = 0.99;

  /** What history has not stored yet it stores in this time; what it does then isn't measured. */
  private static final long SETTLE_NANOS = 5_000_000_000L;

  private final Size size;
  private final Report report;

  StoreDown(Size size, Report report) {
    this.size = requireNonNull(size, "size is null");
    this.report = requireNonNull(report, "report is null");
  }

  /** Rounds of up, down, down, up: what drifts evenly through a round cancels out. */
  Verdict measure() throws InterruptedException {
    report.begins("starting a hospital of " + size.patients() + " patients with InfluxDB");
    Path folder = newFolder();
    try (InfluxDaemon influx = new InfluxDaemon(folder)) {
      influx.start();
      List<String> settings =
          List.of("store.kind=influxdb", "store.url=" + influx.url(), "flink.checkpoint-seconds=2");
      try (Hospital hospital = Hospital.open(size, settings)) {
        return rounds(hospital, influx);
      }
    } finally {
      delete(folder);
    }
  }

  private Verdict rounds(Hospital hospital, InfluxDaemon influx) throws InterruptedException {
    double[] middle = new double[size.rounds()];
    double[] tail = new double[size.rounds()];
    for (int i = 0; i < middle.length; i++) {
      report.begins("round " + (i + 1) + " of " + middle.length);
      List<Arrival> up = hospital.round(size.roundSeconds());
      influx.kill();
      List<Arrival> down = hospital.round(size.roundSeconds());
      List<Arrival> stillDown = hospital.round(size.roundSeconds());
      influx.start();
      Hospital.awaitNanos(System.nanoTime() + SETTLE_NANOS);
      List<Arrival> again = hospital.round(size.roundSeconds());
      middle[i] = sum(down, stillDown, HALF) / sum(up, again, HALF);
      tail[i] = sum(down, stillDown, P99) / sum(up, again, P99);
    }
    Measure ratio =
        Measure.of(
            LatencyBench.NAME,
            "store_down_latency_ratio",
            Estimate.ofMedian(middle, SEED),
            Measure.RATIO,
            SAME);
    report.measured(ratio);
    report.measured(
        Measure.of(
            LatencyBench.NAME,
            "store_down_p99_ratio",
            Estimate.ofMedian(tail, SEED),
            Measure.RATIO,
            null));
    return ratio.isMet() ? Verdict.MET : Verdict.MISSED;
  }

  private static double sum(List<Arrival> a, List<Arrival> b, double share) {
    return Arrival.percentile(a, share) + Arrival.percentile(b, share);
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("vigil-latency-influx");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for InfluxDB can be made", e);
    }
  }

  private static void delete(Path folder) {
    try {
      FolderDeletion.of(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of InfluxDB can't be deleted", e);
    }
  }
}
