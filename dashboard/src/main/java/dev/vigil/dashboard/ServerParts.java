package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.burden.AlertCalls;
import dev.vigil.dashboard.course.HistoryReader;
import dev.vigil.dashboard.drill.Drills;
import dev.vigil.dashboard.models.ModelMonitors;
import dev.vigil.dashboard.models.ModelRegistry;
import dev.vigil.dashboard.outcomes.Outcomes;
import dev.vigil.dashboard.registry.ContextLog;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.dashboard.technical.DeliveryDesk;
import dev.vigil.dashboard.technical.TechnicalAlerts;
import dev.vigil.dashboard.technical.Vitality;
import dev.vigil.dashboard.ward.WardView;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/**
 * What the server serves.
 *
 * @param registry who is watched
 * @param ward what the pages show
 * @param log where commands go
 * @param models which run and which are live
 * @param policy which alert rules hold
 * @param history what was, and what was known of it when
 * @param observations where observations by a person go
 * @param status how Vigil itself does
 * @param verifier refolds the log when asked to
 * @param access who may come in
 * @param audit who saw and did what
 * @param watch how models and Vigil itself do
 * @param calls whom alerts called, and what people found of it
 * @param streams the log and its vectors, for those who work with them elsewhere
 * @param drills what people practise on simulated patients
 * @param metrics the server's own meters, and the text of all
 */
public record ServerParts(
    PatientRegistry registry,
    WardView ward,
    ContextLog log,
    ModelRegistry models,
    RulePolicy policy,
    HistoryReader history,
    ObservationIntake observations,
    StatusSource status,
    LogVerifier verifier,
    Access access,
    AuditLog audit,
    Watch watch,
    AlertCalls calls,
    LogStreams streams,
    Drills drills,
    Metrics metrics) {

  /**
   * Meters.
   *
   * @param scrape the page for Prometheus
   */
  public record Metrics(MeterRegistry registry, Supplier<String> scrape) {
    public Metrics {
      requireNonNull(registry, "registry is null");
      requireNonNull(scrape, "scrape is null");
    }
  }

  /**
   * How models and Vigil itself do.
   *
   * @param outcomes what really happened
   * @param deliveries what became of what people were to be told
   * @param vitality whether Vigil itself lives
   */
  public record Watch(
      ModelMonitors monitors,
      TechnicalAlerts technical,
      Outcomes outcomes,
      DeliveryDesk deliveries,
      Vitality vitality) {
    public Watch {
      requireNonNull(monitors, "monitors is null");
      requireNonNull(technical, "technical is null");
      requireNonNull(outcomes, "outcomes is null");
      requireNonNull(deliveries, "deliveries is null");
      requireNonNull(vitality, "vitality is null");
    }
  }

  public ServerParts {
    requireNonNull(registry, "registry is null");
    requireNonNull(ward, "ward is null");
    requireNonNull(log, "log is null");
    requireNonNull(models, "models is null");
    requireNonNull(policy, "policy is null");
    requireNonNull(history, "history is null");
    requireNonNull(observations, "observations is null");
    requireNonNull(status, "status is null");
    requireNonNull(verifier, "verifier is null");
    requireNonNull(access, "access is null");
    requireNonNull(audit, "audit is null");
    requireNonNull(watch, "watch is null");
    requireNonNull(calls, "calls is null");
    requireNonNull(streams, "streams is null");
    requireNonNull(drills, "drills is null");
    requireNonNull(metrics, "metrics is null");
  }
}
