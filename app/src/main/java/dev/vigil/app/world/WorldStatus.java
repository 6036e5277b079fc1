package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.books.JobReports;
import dev.vigil.app.notify.Trouble;
import dev.vigil.app.supervise.Supervisor;
import dev.vigil.dashboard.burden.Burden;
import dev.vigil.dashboard.burden.WardBurden;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.fold.Ticks;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a Vigil does: clock, jobs, store, live models. No health data. */
final class WorldStatus {
  private static final int DAY = 24;

  private final World world;

  WorldStatus(World world) {
    this.world = requireNonNull(world, "world is null");
  }

  JsonNode toJson() {
    ObjectNode status = Json.mapper().createObjectNode();
    long now = world.clock().getAsLong();
    status.put("world", world.clock().world().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    status.put("now", now);
    status.put("gateway", world.gatewayUri().toString());
    status.put("kafka", world.bootstrap());
    status.put("store", world.store().ping() ? "up" : "down");
    status.put("patients", world.registry().admitted().size());
    status.set("live_models", Json.mapper().valueToTree(world.liveModels()));
    status.set("channels", channels(world.notifications().states()));
    status.set("technical", Json.mapper().valueToTree(world.technical().open()));
    burden().ifPresent(wards -> status.set("burden", wards));
    ObjectNode jobs = status.putObject("jobs");
    try (JobReports reports = JobReports.ofAll(world.bootstrap())) {
      reports.readToEnd();
      world
          .supervisor()
          .states()
          .forEach((name, state) -> jobs.set(name, job(name, state, reports, now)));
    }
    return status;
  }

  /** A channel that has not delivered what it was given says since when, and why. */
  private static JsonNode channels(Map<String, Optional<Trouble>> states) {
    ObjectNode channels = Json.mapper().createObjectNode();
    states.forEach(
        (name, trouble) -> {
          ObjectNode channel = channels.putObject(name);
          channel.put("status", trouble.isPresent() ? "undelivered" : "up");
          trouble.ifPresent(
              known -> channel.put("since", known.since()).put("reason", known.detail()));
        });
    return channels;
  }

  /**
   * Calls of the last day by ward, and what the ward agreed to; empty while the log is away, when
   * everything else is still to be told.
   */
  private Optional<JsonNode> burden() {
    try {
      return Optional.of(json(world.burden(DAY)));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  private static JsonNode json(Burden burden) {
    ObjectNode wards = Json.mapper().createObjectNode();
    for (WardBurden of : burden.wards()) {
      ObjectNode ward = wards.putObject(of.ward());
      ward.put("calls", of.calls()).put("patient_days", of.patientDays());
      if (of.budget() != null) {
        ward.put("budget", of.budget()).put("over_budget", of.isOverBudget());
      }
    }
    return wards;
  }

  private static JsonNode job(
      String name, Supervisor.JobState state, JobReports reports, long now) {
    ObjectNode job = Json.mapper().createObjectNode();
    job.put("status", state.status());
    if (!state.reason().isEmpty()) {
      job.put("reason", state.reason());
    }
    if (!state.models().isEmpty()) {
      job.set("models", Json.mapper().valueToTree(state.models()));
    }
    long passed = reports.passed(name);
    if (passed != Ticks.NONE) {
      job.put("lag_s", now - passed);
      ObjectNode counts = job.putObject("counts");
      for (Map.Entry<String, Long> count : reports.counts(name).entrySet()) {
        counts.put(count.getKey(), count.getValue());
      }
    }
    return job;
  }
}
