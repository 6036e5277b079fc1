package dev.vigil.app.bench.latency;

import dev.vigil.app.failure.VigilException;
import dev.vigil.bench.paired.Bench;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code latency}: from a limit that is passed to an alert that can be read on the board. */
public final class LatencyBench implements Bench {
  static final String NAME = "latency";

  /** What can be measured alone, in the order of the whole. */
  private enum Part {
    ALERTS {
      @Override
      Verdict measure(boolean quick, Report report) throws InterruptedException {
        return new AlertLatency(quick ? Size.QUICK : Size.FULL, report).alerts();
      }
    },
    STORM {
      @Override
      Verdict measure(boolean quick, Report report) throws InterruptedException {
        return new AlertLatency(quick ? Size.QUICK : Size.FULL, report).storm();
      }
    };

    abstract Verdict measure(boolean quick, Report report) throws InterruptedException;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "A hospital's monitors at full rate against a Vigil in a process of its own: how long an"
        + " alert takes from the device to the board, of one patient and of many at once.";
  }

  @Override
  public List<String> parts() {
    return Stream.of(Part.values()).map(Part::word).toList();
  }

  @Override
  public Verdict run(Collection<String> parts, boolean quick, Report report) {
    Verdict verdict = Verdict.MET;
    try {
      for (Part part : Part.values()) {
        if (parts.contains(part.word())) {
          verdict = verdict.and(part.measure(quick, report));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VigilException.problem("Interrupted.", e);
    }
    return verdict;
  }

  @Override
  public Verdict run(boolean quick, Report report) {
    return run(parts(), quick, report);
  }
}
