package dev.vigil.app.bench.latency;

import dev.vigil.app.failure.VigilException;
import dev.vigil.bench.paired.Bench;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Verdict;
import java.util.Collection;
import java.util.List;

/** {@code latency}: from a limit that is passed to an alert that can be read on the board. */
public final class LatencyBench implements Bench {
  static final String NAME = "latency";

  private static final String ALERT = "alert";
  private static final String STORM = "storm";
  private static final String STORE = "store";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "A hospital's monitors against a Vigil in a process of its own: how many readings are"
        + " carried, and how long an alert then takes from the device to the board, of one patient,"
        + " of many at once, and while the store is down.";
  }

  @Override
  public List<String> parts() {
    return List.of(ALERT, STORM, STORE);
  }

  @Override
  public Verdict run(Collection<String> parts, boolean quick, Report report) {
    Verdict verdict = Verdict.MET;
    try {
      if (parts.contains(STORE)) {
        // Before anything takes its time.
        var unused = StoreDown.requireInflux();
      }
      if (parts.contains(ALERT) || parts.contains(STORM)) {
        verdict =
            new AlertLatency(quick ? Size.QUICK : Size.FULL, report)
                .measure(parts.contains(ALERT), parts.contains(STORM));
      }
      if (parts.contains(STORE)) {
        Size size = quick ? Size.QUICK_STORE : Size.STORE;
        verdict = verdict.and(new StoreDown(size, report).measure());
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
