package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.JobReports;
import dev.vigil.schemas.TechnicalAlert;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What Kafka says of how a Vigil does. Not thread-safe. */
final class LogSight implements AutoCloseable {
  private final World world;
  private @Nullable JobReports reports;

  LogSight(World world) {
    this.world = requireNonNull(world, "world is null");
  }

  /**
   * What was read.
   *
   * @param live {@code model:version} of every model that is live
   * @param technical what is wrong with Vigil itself
   * @param jobs how far the jobs that should run are, by name
   * @param gateways the second of the latest sign of each that has not ended in order, by name
   */
  record Seen(
      List<String> live,
      List<TechnicalAlert> technical,
      Map<String, Progress> jobs,
      Map<String, Long> gateways) {
    /** Before anything was read. */
    static final Seen NOTHING = new Seen(List.of(), List.of(), Map.of(), Map.of());

    Seen {
      live = List.copyOf(live);
      technical = List.copyOf(technical);
      jobs = Map.copyOf(jobs);
      gateways = Map.copyOf(gateways);
    }
  }

  /**
   * How far a job is.
   *
   * @param passed the tick that all of its parts have passed
   */
  record Progress(long passed, SortedMap<String, Long> counts) {}

  /** Reads on, to the present ends. */
  Seen read() {
    try {
      JobReports all = reports();
      all.readToEnd();
      Map<String, Progress> jobs = new TreeMap<>();
      for (String job : world.supervisor().states().keySet()) {
        jobs.put(job, new Progress(all.passed(job), all.counts(job)));
      }
      return new Seen(world.liveModels(), world.technical().open(), jobs, all.gateways());
    } catch (RuntimeException e) {
      close(); // the next time another reader tries
      throw e;
    }
  }

  private JobReports reports() {
    JobReports opened = reports;
    if (opened == null) {
      opened = JobReports.ofAll(world.bootstrap());
      reports = opened;
    }
    return opened;
  }

  @Override
  public void close() {
    JobReports opened = reports;
    reports = null;
    if (opened != null) {
      opened.close();
    }
  }
}
