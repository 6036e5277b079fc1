package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.notify.Notifying;
import dev.vigil.app.supervise.Supervising;
import dev.vigil.app.world.LogSight.Progress;
import dev.vigil.dashboard.burden.Burden;
import dev.vigil.dashboard.burden.WardBurden;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.SupervisorState.Unread;
import dev.vigil.schemas.fold.Ticks;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a Vigil does: clock, jobs, store, live models. No health data. What can't be read is told as
 * it was when it could be, and says so: {@code unread} of the answer.
 */
final class WorldStatus implements AutoCloseable {
  private static final int DAY = 24;
  private static final Duration READS_EVERY = Duration.ofSeconds(5);

  /** Longer than a log that is there takes, much shorter than whoever asks waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final World world;
  private final LogSight sight;
  private final LastRead<LogSight.Seen> log;

  /** Of a world. */
  WorldStatus(World world) {
    this.world = requireNonNull(world, "world is null");
    sight = new LogSight(world);
    log = new LastRead<>(sight::read, world.clock(), PATIENCE);
    log.every(READS_EVERY);
  }

  JsonNode toJson() {
    ObjectNode status = Json.mapper().createObjectNode();
    status.put("world", world.clock().world().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    status.put("now", world.clock().getAsLong());
    status.put("gateway", world.gatewayUri().toString());
    status.put("kafka", world.bootstrap());
    status.put("store", world.store().ping() ? "up" : "down");
    status.put("patients", world.registry().admitted().size());
    tellOfNotifier(status, world.notifications());
    Supervising supervisor = world.supervisor();
    tellOfSign(status, "supervisor", supervisor.lastSign(), supervisor.isSilent());
    tellWhatIsRead(status, log.look(), supervisor.unread(), supervisor.states());
    if (status.at("/unread/log").isMissingNode()) {
      burden().ifPresent(wards -> status.set("burden", wards));
    }
    return status;
  }

  /** Tells of log and jobs what they are, or what they were when that could be read. */
  static void tellWhatIsRead(
      ObjectNode status,
      LastRead.Look<LogSight.Seen> log,
      Optional<Unread> ofJobs,
      Map<String, JobState> states) {
    LogSight.Seen seen = log.value() == null ? LogSight.Seen.NOTHING : log.value();
    Optional<Unread> ofLog = Optional.ofNullable(log.unread());
    unread(ofLog, ofJobs).ifPresent(parts -> status.set("unread", parts));
    status.set("live_models", Json.mapper().valueToTree(seen.live()));
    status.set("technical", Json.mapper().valueToTree(seen.technical()));
    // How far a job is nobody knows while the log is away: no lag is better than that of before.
    Map<String, Progress> progress = ofLog.isEmpty() ? seen.jobs() : Map.of();
    long now = status.path("now").asLong();
    status.set("jobs", jobs(states, ofJobs, progress, now));
    if (ofLog.isEmpty()) {
      status.set("gateways", gateways(seen.gateways(), now));
    }
  }

  /** Which parts of the answer are of before; empty if none is. */
  private static Optional<JsonNode> unread(Optional<Unread> ofLog, Optional<Unread> ofJobs) {
    ObjectNode parts = Json.mapper().createObjectNode();
    ofLog.ifPresent(part -> parts.set("log", Json.mapper().valueToTree(part)));
    ofJobs.ifPresent(part -> parts.set("jobs", Json.mapper().valueToTree(part)));
    return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
  }

  /** The jobs that should run, each with the instant of its state if that isn't now. */
  private static JsonNode jobs(
      Map<String, JobState> states,
      Optional<Unread> unread,
      Map<String, Progress> progress,
      long now) {
    ObjectNode jobs = Json.mapper().createObjectNode();
    states.forEach(
        (name, state) -> {
          ObjectNode job = jobs.putObject(name);
          unread.ifPresent(since -> job.put("as_of", since.since()));
          describe(job, state, progress.get(name), now);
        });
    return jobs;
  }

  /** How long ago each gave its latest sign. */
  private static JsonNode gateways(Map<String, Long> signs, long now) {
    ObjectNode gateways = Json.mapper().createObjectNode();
    new TreeMap<>(signs)
        .forEach((name, second) -> gateways.putObject(name).put("last_sign_s", now - second));
    return gateways;
  }

  /** Its channels, and where it is a process of its own, how long ago that gave its sign. */
  static void tellOfNotifier(ObjectNode status, Notifying notifier) {
    status.set("channels", channels(notifier));
    tellOfSign(status, "notifier", notifier.lastSign(), notifier.isSilent());
  }

  /** Where it is a process of its own, how long ago that gave its sign. */
  static void tellOfSign(ObjectNode status, String process, Optional<Long> last, boolean silent) {
    last.ifPresent(
        second -> {
          ObjectNode sign = status.putObject(process);
          sign.put("status", silent ? "silent" : "up");
          if (second != Ticks.NONE) {
            sign.put("last_sign_s", status.path("now").asLong() - second);
          }
        });
  }

  /**
   * A channel that has not delivered what it was given says since when, and why; and how much of it
   * waits for somebody, and is kept no more. One that is gone is there for what it left behind.
   */
  private static JsonNode channels(Notifying notifications) {
    ObjectNode channels = Json.mapper().createObjectNode();
    notifications
        .states()
        .forEach(
            (name, trouble) -> {
              ObjectNode channel = channels.putObject(name);
              channel.put("status", trouble.isPresent() ? "undelivered" : "up");
              trouble.ifPresent(
                  known -> channel.put("since", known.since()).put("reason", known.detail()));
            });
    notifications
        .refused()
        .forEach(
            (name, waits) -> {
              ObjectNode gone = Json.mapper().createObjectNode().put("status", "not-configured");
              channels.putIfAbsent(name, gone);
              channels.withObjectProperty(name).put("refused", waits.messages());
            });
    notifications
        .dropped()
        .forEach(
            (name, gone) -> {
              if (channels.has(name)) {
                channels
                    .withObjectProperty(name)
                    .put("dropped", gone.messages())
                    .put("dropped_high", gone.high());
              }
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

  private static void describe(
      ObjectNode job, JobState state, @Nullable Progress progress, long now) {
    job.put("status", state.status());
    if (!state.reason().isEmpty()) {
      job.put("reason", state.reason());
    }
    if (!state.models().isEmpty()) {
      job.set("models", Json.mapper().valueToTree(state.models()));
    }
    if (progress != null && progress.passed() != Ticks.NONE) {
      job.put("lag_s", now - progress.passed());
      job.set("counts", Json.mapper().valueToTree(progress.counts()));
    }
  }

  @Override
  public void close() {
    log.close();
    sight.close();
  }
}
