package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.FolderDeletion;
import dev.vigil.bench.paired.Estimate;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Verdict;
import dev.vigil.history.InfluxDaemon;
import dev.vigil.history.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts while history's InfluxDB is killed, against alerts while it runs, in turns. */
final class StoreDown {
  private static final long SEED = 20_190_101L;
  private static final Target SAME = new Target(0.9, 1.1);
  private static final double HALF = 0.5;
  private static final double P99 = 0.99;

  private final Size size;
  private final Report report;

  StoreDown(Size size, Report report) {
    this.size = requireNonNull(size, "size is null");
    this.report = requireNonNull(report, "report is null");
  }

  /**
   * Finds this machine's InfluxDB.
   *
   * @throws VigilException if it has none
   */
  static Path requireInflux() {
    return InfluxDaemon.program()
        .orElseThrow(
            () ->
                VigilException.problem(
                    "influxd is not on the PATH: install Debian's package influxdb, or leave out"
                        + " the part store."));
  }

  /** Rounds of up, down, down, up: what drifts evenly through a round cancels out. */
  Verdict measure() throws InterruptedException {
    report.begins("starting a hospital of " + size.patients() + " patients with InfluxDB");
    Path folder = newFolder();
    try (InfluxDaemon influx = InfluxDaemon.start(requireInflux(), folder)) {
      List<String> settings =
          List.of(
              "store.kind=influxdb",
              "store.url=" + influx.url(),
              "flink.checkpoint-seconds=" + size.checkpointSeconds().get(0));
      try (Hospital hospital = Hospital.open(size, settings)) {
        return rounds(hospital, influx);
      }
    } catch (StoreUnavailableException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    } finally {
      delete(folder);
    }
  }

  private Verdict rounds(Hospital hospital, InfluxDaemon influx)
      throws InterruptedException, StoreUnavailableException {
    double[] middle = new double[size.rounds()];
    double[] tail = new double[size.rounds()];
    for (int i = 0; i < middle.length; i++) {
      report.begins("round " + (i + 1) + " of " + middle.length);
      List<Arrival> up = round(hospital);
      influx.kill();
      List<Arrival> down = round(hospital);
      List<Arrival> stillDown = round(hospital);
      influx.restart();
      // History stores what waited; what that costs isn't measured.
      hospital.recover();
      List<Arrival> again = round(hospital);
      middle[i] = sum(down, stillDown, HALF) / sum(up, again, HALF);
      tail[i] = sum(down, stillDown, P99) / sum(up, again, P99);
    }
    Measure ratio = ratio("store_down_latency_ratio", middle, SAME);
    report.measured(ratio);
    report.measured(ratio("store_down_p99_ratio", tail, null));
    return ratio.isMet() ? Verdict.MET : Verdict.MISSED;
  }

  private static Measure ratio(String measure, double[] each, @Nullable Target target) {
    return Measure.of(
        LatencyBench.NAME, measure, Estimate.ofMedian(each, SEED), Measure.RATIO, target);
  }

  /** The load is small: what isn't taken says that something is wrong. */
  private List<Arrival> round(Hospital hospital) throws InterruptedException {
    Round round = hospital.round(size.readingsPerSecond(), size.roundSeconds());
    if (round.load().notTaken() > 0) {
      throw VigilException.problem(
          "At " + size.readingsPerSecond() + " readings/s " + round.complaint() + ".");
    }
    return round.arrivals();
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
