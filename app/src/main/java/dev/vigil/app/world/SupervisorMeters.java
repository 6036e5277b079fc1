package dev.vigil.app.world;

import dev.vigil.app.supervise.Supervising;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.flink.api.common.JobStatus;

/** What a supervisor measures of itself. */
final class SupervisorMeters {
  private SupervisorMeters() {}

  static void bind(Supervising jobs, MeterRegistry meters) {
    Gauge.builder("vigil.supervisor.jobs.wanted", jobs, of -> of.states().size())
        .description("Jobs that should run, by the ledger.")
        .register(meters);
    Gauge.builder("vigil.supervisor.jobs.running", jobs, SupervisorMeters::running)
        .description("Those of them that do.")
        .register(meters);
    Gauge.builder("vigil.supervisor.unread", jobs, of -> of.unread().isPresent() ? 1 : 0)
        .description("1 while the ledger or the cluster can't be read.")
        .register(meters);
  }

  private static long running(Supervising jobs) {
    return jobs.states().values().stream()
        .filter(state -> state.status().equals(JobStatus.RUNNING.name()))
        .count();
  }
}
