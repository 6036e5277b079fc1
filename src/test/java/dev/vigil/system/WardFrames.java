package dev.vigil.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Verdict;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.util.List;

/**
 * What a ward in a headset costs the page. Pictures: the CPU time of the page's thread from the
 * call for one to its end, by the browser's own trace, so without the emulator and without what
 * stands in for the graphics card. That one draws some pictures a second only; what the page does
 * between pictures is thus told for itself, measured while none is drawn.
 */
final class WardFrames {
  /** Small, so that what stands in for the graphics card takes less of the time. */
  private static final int WIDTH = 320;

  private static final int HEIGHT = 180;

  /** Before the headset is put on, a picture draws so many screens. */
  private static final int SCREENS_A_PICTURE = 24;

  private static final int WARM_UP_PICTURES = 60;
  private static final int PICTURES = 60;
  private static final long STILL_SECONDS = 8;
  private static final List<String> TRACED = List.of("blink.user_timing");
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
   * @param millis CPU time of a picture
   * @param between what the page does between pictures, CPU ms a second
   * @param calls of the graphics card for a picture, both eyes
   */
  private record Picture(double millis, double between, double calls) {}

  Verdict measure() throws IOException, InterruptedException {
    double[] empty = new double[rounds];
    double[] large = new double[rounds];
    double[] between = new double[rounds];
    double[] calls = new double[rounds];
    double[] largeRatio = new double[rounds];
    double[] hugeRatio = new double[rounds];
    try (BoardServerProcess none = BoardServerProcess.start(1, 1);
        BoardServerProcess many = BoardServerProcess.start(1, LARGE);
        BoardServerProcess most = BoardServerProcess.start(1, HUGE);
        Browsers browsers = Browsers.open()) {
      for (int round = 0; round < rounds; round++) {
        report.begins("round " + (round + 1) + " of " + rounds + ": 1, 200 and 1,000 beds");
        empty[round] = picture(browsers, none, 1).millis;
        Picture picture = picture(browsers, many, LARGE);
        large[round] = picture.millis;
        between[round] = picture.between;
        calls[round] = picture.calls;
        largeRatio[round] = large[round] / empty[round];
        hugeRatio[round] = picture(browsers, most, HUGE).millis / empty[round];
      }
      browsers.assertNoComplaints();
    }
    bench.say(report, "vr_empty_page_ms", empty, "ms", null);
    bench.say(report, "vr_200_page_ms", large, "ms", null);
    bench.say(report, "vr_200_between_ms_per_s", between, "ms/s", null);
    return bench
        .say(report, "vr_200_draw_calls", calls, "1", Target.atMost(100))
        .and(bench.say(report, "vr_200_vs_empty", largeRatio, Measure.RATIO, Target.atMost(1.5)))
        .and(bench.say(report, "vr_1000_vs_empty", hugeRatio, Measure.RATIO, Target.atMost(2)));
  }

  private static Picture picture(Browsers browsers, BoardServerProcess server, int beds)
      throws IOException, InterruptedException {
    Page page = browsers.page(WIDTH, HEIGHT);
    EmulatedHeadset.install(page);
    page.navigate(server.link("/ward.html").toString());
    EmulatedHeadset headset = new EmulatedHeadset(page);
    // Whoever has just come draws all screens: that is over first.
    page.waitForFunction(
        "pictures => headset.ward?.view.renderer.info.render.frame > pictures",
        WARM_UP_PICTURES + beds / SCREENS_A_PICTURE);
    headset.enterVr();
    headset.pictures(WARM_UP_PICTURES);
    headset.markPictures();
    Browser browser = page.context().browser();
    browser.startTracing(page, new Browser.StartTracingOptions().setCategories(TRACED));
    headset.pictures(PICTURES);
    double millis = millisOfAPicture(browser.stopTracing());
    double calls = headset.number("ward.view.renderer.info.render.calls");
    headset.holdUp();
    BrowserCost before = BrowserCost.now();
    BoardBench.goOn(STILL_SECONDS);
    double between = 1000 * BrowserCost.now().pageCoresSince(before);
    browsers.closePages();
    return new Picture(millis, between, calls);
  }

  /**
   * From each mark of a begin to that of its end, on the clock of the thread, which is in us; of a
   * picture on the edge of the trace there is one of them.
   */
  private static double millisOfAPicture(byte[] trace) throws IOException {
    long micros = 0;
    int pictures = 0;
    long begun = -1;
    for (JsonNode event : Json.mapper().readTree(trace).path("traceEvents")) {
      long at = event.path("tts").asLong(-1);
      switch (event.path("name").asText()) {
        case "picture begins" -> begun = at;
        case "picture ends" -> {
          if (begun >= 0 && at >= begun) {
            micros += at - begun;
            pictures++;
          }
          begun = -1;
        }
        default -> {}
      }
    }
    if (pictures == 0) {
      throw new IllegalStateException("the browser's trace has no picture");
    }
    return micros / 1e3 / pictures;
  }
}
