package dev.vigil.system;

import com.microsoft.playwright.PlaywrightException;
import dev.vigil.app.failure.VigilException;
import dev.vigil.bench.paired.Bench;
import dev.vigil.bench.paired.Estimate;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Verdict;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** {@code board}: what the pages cost the browser, and what they cost the server. */
final class BoardBench implements Bench {
  static final String NAME = "board";
  private static final long SEED = 20_190_101L;

  /** What can be measured alone, in the order of the whole. */
  private enum Part {
    BROWSER {
      @Override
      Verdict measure(BoardBench bench, int rounds, Report report) throws IOException {
        return new BoardInBrowser(bench, rounds, report).measure();
      }
    },
    SERVER {
      @Override
      Verdict measure(BoardBench bench, int rounds, Report report)
          throws IOException, InterruptedException {
        return new BoardClients(bench, rounds, report).measure();
      }
    },
    HEADSET {
      @Override
      Verdict measure(BoardBench bench, int rounds, Report report)
          throws IOException, InterruptedException {
        return new WardFrames(bench, rounds, report).measure();
      }
    };

    /**
     * @param rounds how often each figure is measured
     */
    abstract Verdict measure(BoardBench bench, int rounds, Report report)
        throws IOException, InterruptedException;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int ROUNDS = 8;
  private static final int QUICK_ROUNDS = 3;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "The pages over wards measured once a second, from a server process in which nothing"
        + " else runs: CPU time of the browser with the board of 200 beds and with wards in"
        + " a headset, and of the server with 500 pages.";
  }

  @Override
  public List<String> parts() {
    return Stream.of(Part.values()).map(Part::word).toList();
  }

  @Override
  public Verdict run(Collection<String> parts, boolean quick, Report report) {
    Verdict verdict = Verdict.MET;
    for (Part part : Part.values()) {
      if (parts.contains(part.word())) {
        verdict = verdict.and(measure(part, quick ? QUICK_ROUNDS : ROUNDS, report));
      }
    }
    return verdict;
  }

  private Verdict measure(Part part, int rounds, Report report) {
    try {
      return part.measure(this, rounds, report);
    } catch (TestAbortedException noBrowser) {
      throw VigilException.problem(
          "Chromium is missing: install Debian's package 'chromium'.", noBrowser);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VigilException.problem("Interrupted.", e);
    } catch (IOException | PlaywrightException | IllegalStateException e) {
      throw VigilException.problem("The benchmark ended without a verdict: " + e.getMessage(), e);
    }
  }

  @Override
  public Verdict run(boolean quick, Report report) {
    return run(parts(), quick, report);
  }

  /** Reports the median of a sample. */
  Verdict say(
      Report report, String measure, double[] sample, String unit, @Nullable Target target) {
    Measure said = Measure.of(NAME, measure, Estimate.ofMedian(sample, SEED), unit, target);
    report.measured(said);
    return said.isMet() ? Verdict.MET : Verdict.MISSED;
  }

  /** Lets what is measured go on for so long. */
  static void goOn(long seconds) throws InterruptedException {
    goOnMillis(1000 * seconds);
  }

  /** Lets what is measured go on for so long. */
  static void goOnMillis(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }
}
