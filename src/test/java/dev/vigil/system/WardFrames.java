package dev.vigil.system;

import com.microsoft.playwright.Page;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Verdict;
import java.io.IOException;

/**
 * What a picture of a ward in a headset costs the page: its process's CPU time, which leaves out
 * what stands in for the graphics card.
 */
final class WardFrames {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 540;
  private static final int WARM_UP_PICTURES = 60;
  private static final int PICTURES = 150;
  private static final int LARGE = 200;
  private static final int HUGE = 1000;

  private final BoardBench bench;
  private final int rounds;
  private final Report report;

  WardFrames(BoardBench bench, int rounds, Report report) {
    this.bench = bench;
    this.rounds = rounds;
    this.report = report;
  }

  /**
   * @param millis CPU time of the page for a picture
   * @param calls of the graphics card for a picture, both eyes
   */
  private record Picture(double millis, double calls) {}

  Verdict measure() throws IOException {
    double[] empty = new double[rounds];
    double[] large = new double[rounds];
    double[] calls = new double[rounds];
    double[] largeRatio = new double[rounds];
    double[] hugeRatio = new double[rounds];
    try (BoardServerProcess none = BoardServerProcess.start(1, 1);
        BoardServerProcess many = BoardServerProcess.start(1, LARGE);
        BoardServerProcess most = BoardServerProcess.start(1, HUGE);
        Browsers browsers = Browsers.open()) {
      for (int round = 0; round < rounds; round++) {
        report.begins("round " + (round + 1) + " of " + rounds + ": 1, 200 and 1,000 beds");
        empty[round] = picture(browsers, none).millis;
        Picture picture = picture(browsers, many);
        large[round] = picture.millis;
        calls[round] = picture.calls;
        largeRatio[round] = large[round] / empty[round];
        hugeRatio[round] = picture(browsers, most).millis / empty[round];
      }
      browsers.assertNoComplaints();
    }
    bench.say(report, "vr_empty_page_ms", empty, "ms", null);
    bench.say(report, "vr_200_page_ms", large, "ms", null);
    return bench
        .say(report, "vr_200_draw_calls", calls, "1", Target.atMost(100))
        .and(bench.say(report, "vr_200_vs_empty", largeRatio, Measure.RATIO, Target.atMost(1.5)))
        .and(bench.say(report, "vr_1000_vs_empty", hugeRatio, Measure.RATIO, Target.atMost(2)));
  }

  private static Picture picture(Browsers browsers, BoardServerProcess server) throws IOException {
    Page page = browsers.page(WIDTH, HEIGHT);
    EmulatedHeadset.install(page);
    page.navigate(server.link("/ward.html").toString());
    EmulatedHeadset headset = new EmulatedHeadset(page);
    headset.enterVr();
    headset.pictures(WARM_UP_PICTURES);
    double first = frames(headset);
    BrowserCost before = BrowserCost.now();
    headset.pictures(PICTURES);
    BrowserCost after = BrowserCost.now();
    double millis = after.pageMillisSince(before) / (frames(headset) - first);
    double calls = headset.number("ward.view.renderer.info.render.calls");
    browsers.closePages();
    return new Picture(millis, calls);
  }

  private static double frames(EmulatedHeadset headset) {
    return headset.number("ward.view.renderer.info.render.frame");
  }
}
