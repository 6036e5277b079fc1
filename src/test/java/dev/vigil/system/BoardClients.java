package dev.vigil.system;

import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What many pages cost the server, and whether slow ones slow others. */
final class BoardClients {
  private static final int WARDS = 10;
  private static final int BEDS = 50;
  private static final int PAGES_PER_WARD = 50;
  private static final int SLOW_PAGES = 20;
  private static final int WINDOW_SECONDS = 10;
  private static final int ALERTS = 20;

  /** Until the connections of pages that stand still are full. */
  private static final int FULL_SECONDS = 15;

  private static final double MEGABYTE = 1 << 20;
  private static final double NANOS = 1e9;

  private final BoardBench bench;
  private final int rounds;
  private final Report report;
  private int raised;

  BoardClients(BoardBench bench, int rounds, Report report) {
    this.bench = bench;
    this.rounds = rounds;
    this.report = report;
  }

  Verdict measure() throws IOException, InterruptedException {
    return cores().and(slowOnes());
  }

  private Verdict cores() throws IOException, InterruptedException {
    int pages = WARDS * PAGES_PER_WARD;
    report.begins("measuring the server without pages and with " + pages);
    try (BoardServerProcess server = BoardServerProcess.start(WARDS, BEDS);
        WardClients clients = new WardClients()) {
      BoardBench.goOn(WINDOW_SECONDS);
      bench.say(report, "server_0_clients_core_share", shares(server), Measure.RATIO, null);
      connect(server, clients, PAGES_PER_WARD);
      BoardBench.goOn(2L * WINDOW_SECONDS);
      long first = server.memory();
      long updates = clients.updates();
      long began = System.nanoTime();
      double[] shares = shares(server);
      double seconds = (System.nanoTime() - began) / NANOS;
      double perPage = (clients.updates() - updates) / seconds / pages;
      double grown = (server.memory() - first) / MEGABYTE / (seconds / 60);
      bench.say(report, "server_updates_per_client_s", new double[] {perPage}, "/s", null);
      return bench
          .say(report, "server_500_clients_core_share", shares, Measure.RATIO, Target.atMost(1))
          .and(
              bench.say(
                  report,
                  "server_500_clients_growth_mb_per_min",
                  new double[] {grown},
                  "MB/min",
                  Target.atMost(1)));
    }
  }

  private static void connect(BoardServerProcess server, WardClients clients, int pages)
      throws IOException, InterruptedException {
    for (int ward = 0; ward < WARDS; ward++) {
      clients.connect(server.link("/", BoardServer.ward(ward)), pages);
    }
  }

  private double[] shares(BoardServerProcess server) throws InterruptedException {
    double[] shares = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      Duration before = server.cpu();
      long began = System.nanoTime();
      BoardBench.goOn(WINDOW_SECONDS);
      long nanos = System.nanoTime() - began;
      shares[round] = (double) server.cpu().minus(before).toNanos() / nanos;
    }
    return shares;
  }

  /** How long alerts take to quick pages, while others stand still and while they don't. */
  private Verdict slowOnes() throws IOException, InterruptedException {
    report.begins("measuring alerts while " + SLOW_PAGES + " pages of all wards stand still");
    try (BoardServerProcess server = BoardServerProcess.start(WARDS, BEDS);
        WardClients clients = new WardClients()) {
      connect(server, clients, PAGES_PER_WARD / 2);
      clients.connectSlow(server.link("/"), SLOW_PAGES);
      double[] without = new double[rounds];
      double[] with = new double[rounds];
      double[] ratios = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        without[round] = median(server, clients);
        clients.stopReading();
        BoardBench.goOn(FULL_SECONDS);
        with[round] = median(server, clients);
        clients.readOn();
        ratios[round] = with[round] / without[round];
        BoardBench.goOn(2);
      }
      requireLeftOut(clients);
      bench.say(report, "server_alert_ms", without, "ms", null);
      bench.say(report, "server_alert_ms_beside_slow", with, "ms", null);
      return bench.say(
          report, "server_slow_client_ratio", ratios, Measure.RATIO, Target.atMost(1.25));
    }
  }

  /** A page that nothing is left out for has only been told later. */
  private void requireLeftOut(WardClients clients) {
    double toQuick = (double) clients.updates() / (WARDS * PAGES_PER_WARD / 2);
    double toSlow = (double) clients.slowUpdates() / SLOW_PAGES;
    if (toSlow > toQuick - rounds) {
      throw new IllegalStateException(
          "slow pages heard %.0f updates each and quick ones %.0f, expected fewer in each of %d rounds"
              .formatted(toSlow, toQuick, rounds));
    }
  }

  /** The median delay of alerts of all wards, ms. */
  private double median(BoardServerProcess server, WardClients clients)
      throws IOException, InterruptedException {
    clients.delays();
    for (int i = 0; i < ALERTS; i++) {
      server.raise(raised++ % (WARDS * BEDS));
      // Anywhere between two of the server's flushes.
      BoardBench.goOnMillis(137);
    }
    BoardBench.goOn(1);
    List<Long> delays = new ArrayList<>(clients.delays());
    if (delays.size() != ALERTS * PAGES_PER_WARD / 2) {
      throw new IllegalStateException(
          ALERTS * PAGES_PER_WARD / 2 + " alerts were due, and " + delays.size() + " came");
    }
    Collections.sort(delays);
    return delays.get(delays.size() / 2);
  }
}
