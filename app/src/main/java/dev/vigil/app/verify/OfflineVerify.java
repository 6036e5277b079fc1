package dev.vigil.app.verify;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.JobReports;
import dev.vigil.app.config.FeatureInterval;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.verify.Verifier.Stretch;
import dev.vigil.jobs.AlertsJob;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.schemas.fold.Ticks;
import java.util.function.IntConsumer;

/**
 * Verifies the log of a Vigil that does not run, see {@link OfflineLog}. What the jobs had not come
 * to when they were stopped is left out.
 */
public final class OfflineVerify {
  private final VigilConfig config;
  private final Ticks.World world;

  public OfflineVerify(VigilConfig config, Ticks.World world) {
    this.config = FeatureInterval.decide(requireNonNull(config, "config is null"));
    this.world = requireNonNull(world, "world is null");
  }

  /**
   * Verifies.
   *
   * @param progress is told after each partition how many are done
   * @throws VigilException if there is no log in the folder, or a Vigil has it
   */
  public VerifyReport run(IntConsumer progress) {
    return OfflineLog.read(
        config, "leave --offline out, or stop that one", bootstrap -> verify(bootstrap, progress));
  }

  private VerifyReport verify(String bootstrap, IntConsumer progress) {
    Verifier verifier = new Verifier(bootstrap, world, config.features().intervalSeconds());
    Stretch whole = verifier.stretch();
    long passed = passed(bootstrap);
    if (passed <= whole.first()) {
      throw VigilException.problem(
          "The features and alerts jobs had not come to the log's first tick when they were"
              + " stopped: there is nothing to compare yet.");
    }
    return verifier.verify(new Stretch(whole.first(), Math.min(whole.last(), passed)), progress);
  }

  /** The tick that the jobs of features and of alerts have passed. */
  public static long passed(String bootstrap) {
    try (JobReports reports = JobReports.ofAll(bootstrap)) {
      reports.readToEnd();
      return Math.min(reports.passed(FeaturesJob.NAME), reports.passed(AlertsJob.NAME));
    }
  }
}
