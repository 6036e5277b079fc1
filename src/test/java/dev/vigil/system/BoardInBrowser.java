package dev.vigil.system;

import com.microsoft.playwright.Page;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Verdict;
import dev.vigil.schemas.PatientContext.Origin;
import java.io.IOException;

/** What the board of a large ward costs the browser, and how soon it shows what it is told. */
final class BoardInBrowser {
  private static final int BEDS = 200;
  private static final int WIDTH = 1920;
  private static final int HEIGHT = 1080;
  private static final double WARM_UP_MILLIS = 10_000;
  private static final double WINDOW_MILLIS = 15_000;

  /**
   * When the last of so many cards was drawn for the first time, ms after the page was asked for.
   */
  private static final String FIRST_VIEW =
      "(() => { const observer = new MutationObserver(() => { if"
          + " (document.querySelectorAll('#cards .card').length >= "
          + BEDS
          + ") { observer.disconnect(); requestAnimationFrame(() => setTimeout(() => {"
          + " window.firstView = performance.now(); })); } }); observer.observe(document, {"
          + " childList: true, subtree: true }); })()";

  /** Counts pictures between an alert's message and the first with its sentence. */
  private static final String ALERT_FRAMES =
      "(() => { let frame = 0; const count = () => { frame++; requestAnimationFrame(count); };"
          + " requestAnimationFrame(count); const waiting = new Map(); window.alertFrames = [];"
          + " const Plain = window.WebSocket; window.WebSocket = class extends Plain {"
          + " constructor(...how) { super(...how); this.addEventListener('message', ({ data }) => {"
          + " const stamp = data.includes('\"type\":\"event\"') && /, (\\d{13})\"/.exec(data); if"
          + " (stamp) waiting.set(stamp[1], frame); }); } }; new MutationObserver(() => { for"
          + " (const [stamp, at] of waiting) { if"
          + " (document.getElementById('cards').textContent.includes(stamp)) {"
          + " waiting.delete(stamp); window.alertFrames.push(frame - at); } } }).observe(document,"
          + " { childList: true, subtree: true, characterData: true }); })()";

  private final BoardBench bench;
  private final int rounds;
  private final Report report;

  BoardInBrowser(BoardBench bench, int rounds, Report report) {
    this.bench = bench;
    this.rounds = rounds;
    this.report = report;
  }

  Verdict measure() throws IOException {
    try (Browsers browsers = Browsers.flat()) {
      Verdict verdict = demonstration(browsers).and(ward(browsers));
      browsers.assertNoComplaints();
      return verdict;
    }
  }

  private Verdict demonstration(Browsers browsers) throws IOException {
    try (BoardServerProcess server = BoardServerProcess.start(1, BEDS)) {
      Verdict verdict = firstView(server, browsers).and(alerts(server, browsers));
      return verdict.and(cores(server, browsers, "board_200_demo"));
    }
  }

  /** As patients look who are ones: nothing is written across the page. As many alerts are open. */
  private Verdict ward(Browsers browsers) throws IOException {
    try (BoardServerProcess server = BoardServerProcess.start(1, BEDS, Origin.REAL)) {
      for (int round = 0; round < rounds; round++) {
        server.raise(round);
      }
      return cores(server, browsers, "board_200");
    }
  }

  /** A browser that has never seen the page, signed in by a link. */
  private Verdict firstView(BoardServerProcess server, Browsers browsers) throws IOException {
    report.begins("opening the board of " + BEDS + " beds");
    double[] millis = new double[rounds];
    for (int round = -1; round < rounds; round++) {
      Page page = browsers.page(WIDTH, HEIGHT);
      page.addInitScript(FIRST_VIEW);
      page.navigate(server.link("/").toString());
      double shown =
          ((Number) page.waitForFunction("() => window.firstView").jsonValue()).doubleValue();
      // The first one is the server's first, too.
      if (round >= 0) {
        millis[round] = shown;
      }
      browsers.closePages();
    }
    return bench.say(report, "board_first_view_ms", millis, "ms", Target.atMost(1000));
  }

  private Verdict alerts(BoardServerProcess server, Browsers browsers) throws IOException {
    report.begins("counting the pictures until an alert is shown");
    Page page = opened(server, browsers, ALERT_FRAMES);
    double[] frames = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      server.raise(round);
      page.waitForFunction("count => window.alertFrames.length === count", round + 1);
      frames[round] = ((Number) page.evaluate("() => window.alertFrames.at(-1)")).doubleValue();
    }
    browsers.closePages();
    return bench.say(report, "board_alert_frames", frames, "1", Target.atMost(2));
  }

  private Verdict cores(BoardServerProcess server, Browsers browsers, String name)
      throws IOException {
    report.begins("watching the board of " + BEDS + " beds at rest: " + name);
    Page page = opened(server, browsers, "");
    page.waitForTimeout(WARM_UP_MILLIS);
    double[] all = new double[rounds];
    double[] pages = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      BrowserCost before = BrowserCost.now();
      page.waitForTimeout(WINDOW_MILLIS);
      BrowserCost after = BrowserCost.now();
      all[round] = after.coresSince(before);
      pages[round] = after.pageCoresSince(before);
    }
    browsers.closePages();
    bench.say(report, name + "_page_core_share", pages, Measure.RATIO, null);
    return bench.say(report, name + "_core_share", all, Measure.RATIO, Target.atMost(0.05));
  }

  private static Page opened(BoardServerProcess server, Browsers browsers, String script)
      throws IOException {
    Page page = browsers.page(WIDTH, HEIGHT);
    page.addInitScript(script);
    page.navigate(server.link("/").toString());
    page.waitForFunction("beds => document.querySelectorAll('#cards .card').length === beds", BEDS);
    return page;
  }
}
