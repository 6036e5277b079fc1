package dev.vigil.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Command;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Score;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Open alerts, and what a person says to one. */
final class AlertRoutes {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_SECONDS = 24 * 3600;
  private static final long BEFORE_SECONDS = 6 * 3600;

  private final ServerParts parts;

  AlertRoutes(ServerParts parts) {
    this.parts = parts;
  }

  void mount(Router router) {
    router.get("/api/alerts").handler(this::open);
    router.get("/api/alerts/:id").handler(this::show);
    router.post("/api/alerts/:id/acknowledge").handler(this::acknowledge);
    router.post("/api/alerts/:id/shelve").handler(this::shelve);
    router.post("/api/alerts/:id/unshelve").handler(this::unshelve);
  }

  /**
   * What a person says to an alert.
   *
   * @param sequence of the transition that the person saw
   * @param because optional, in the person's words; needed to shelve high priority
   * @param forSeconds how long it holds; needed to shelve; null for no such end
   * @param worseBy how much farther from normal than now ends it, in the unit of the limit or the
   *     score; null for none; not for a shelf
   * @param anotherKind whether an alert of another kind ends it; null for no; not for a shelf
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      int sequence,
      @Nullable String because,
      @Nullable Integer forSeconds,
      @Nullable BigDecimal worseBy,
      @Nullable Boolean anotherKind) {
    Answer {
      if (because != null && because.length() > LONGEST_TEXT) {
        throw new IllegalArgumentException("'because' is longer than " + LONGEST_TEXT);
      }
      if (forSeconds != null && (forSeconds < 1 || forSeconds > LONGEST_SECONDS)) {
        throw new IllegalArgumentException("'forSeconds' is not from 1 to " + LONGEST_SECONDS);
      }
      new Command.Terms(null, worseBy, false); // refuses what can't be answered with later on
    }

    /** Null if nothing but the alert's own course is to end it. */
    Command.@Nullable Terms terms(long now) {
      boolean another = anotherKind != null && anotherKind;
      return forSeconds == null && worseBy == null && !another
          ? null
          : new Command.Terms(forSeconds == null ? null : now + forSeconds, worseBy, another);
    }
  }

  private void open(RoutingContext context) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("now", parts.ward().now());
    body.put("ready", parts.ward().isReady());
    body.put(
        "alerts",
        parts.ward().openAlerts().stream().filter(alert -> isSeen(context, alert)).toList());
    Answers.send(context, OK, body);
  }

  /** One open alert, and where the six hours before it are, by vital sign of its evidence. */
  private void show(RoutingContext context) {
    AlertTransition alert = openAlert(context);
    SortedMap<String, String> before = new TreeMap<>();
    for (Evidence.Sample sample : alert.evidence().readings()) {
      before.put(
          sample.vital(),
          "/api/patients/%s/history?vital=%s&from=%d&to=%d"
              .formatted(
                  alert.patient(),
                  sample.vital(),
                  alert.measured() - BEFORE_SECONDS,
                  alert.decided()));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("now", parts.ward().now());
    body.put("alert", alert);
    body.put("before", before);
    Answers.send(context, OK, body);
  }

  private void acknowledge(RoutingContext context) {
    AlertTransition alert = openAlert(context);
    Answer said = answer(context, alert);
    if (said.worseBy() != null && !hasValue(alert)) {
      // The fold could only leave the condition out: the answer would cover more than was said.
      throw RefusedException.invalid(
          "the alert stands on no single value that could be worse", "no 'worseBy'");
    }
    send(context, Command.Kind.ACKNOWLEDGE, alert, said);
  }

  private static boolean hasValue(AlertTransition alert) {
    Score score = alert.evidence().score();
    return switch (alert.kind()) {
      case LIMIT -> true;
      case SCORE -> score == null || score.value() != null;
      case COMBINATION, UNMONITORED -> false;
    };
  }

  private void shelve(RoutingContext context) {
    AlertTransition alert = openAlert(context);
    Answer said = answer(context, alert);
    String because = said.because();
    if (said.forSeconds() == null || said.worseBy() != null || said.anotherKind() != null) {
      throw RefusedException.invalid(
          "a shelf has an end, and no other conditions", "'forSeconds', from 1 to a day");
    }
    if (alert.priority() == Priority.HIGH && (because == null || because.isBlank())) {
      throw RefusedException.invalid("high priority isn't shelved without a reason", "'because'");
    }
    send(context, Command.Kind.SHELVE, alert, said);
  }

  private void unshelve(RoutingContext context) {
    AlertTransition alert = openAlert(context);
    send(context, Command.Kind.UNSHELVE, alert, answer(context, alert));
  }

  private static Answer answer(RoutingContext context, AlertTransition alert) {
    Answer said = Answers.body(context, Answer.class);
    if (said.sequence() < 1 || said.sequence() > alert.sequence()) {
      throw RefusedException.invalid(
          "the alert has no transition with this sequence", "1 to " + alert.sequence());
    }
    return said;
  }

  private void send(RoutingContext context, Command.Kind kind, AlertTransition alert, Answer said) {
    Long now = parts.ward().now();
    Command command =
        new Command(
            alert.patient(),
            UUID.randomUUID().toString(),
            kind,
            alert.alert(),
            said.sequence(),
            SignedIn.name(context),
            said.because(),
            said.terms(now == null ? alert.decided() : now));
    Answers.send(context, ACCEPTED, appended(command));
  }

  private AlertTransition openAlert(RoutingContext context) {
    AlertTransition alert = parts.ward().findAlert(context.pathParam("id"));
    if (alert == null || !isSeen(context, alert)) {
      throw new RefusedException(
          RefusedException.Kind.UNKNOWN,
          "no alert with this id is open",
          "the id of an open alert",
          "List the open alerts with GET /api/alerts; this one may have been resolved.");
    }
    return alert;
  }

  /**
   * A patient who is moved takes the alerts along; their last transition still names the old ward.
   */
  private boolean isSeen(RoutingContext context, AlertTransition alert) {
    String ward = parts.ward().wardOf(alert.patient());
    return SignedIn.caller(context).sees(ward == null ? alert.ward() : ward);
  }

  private CompletionStage<Map<String, String>> appended(Command command) {
    return parts
        .log()
        .append(command)
        .handle(
            (done, failure) -> {
              if (failure != null) {
                throw RefusedException.logAway();
              }
              return Map.of("command", command.id());
            });
  }
}
