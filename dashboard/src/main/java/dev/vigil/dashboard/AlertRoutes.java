package dev.vigil.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Command;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Open alerts, and what a person says to one. */
final class AlertRoutes {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int LONGEST_TEXT = 500;

  private final ServerParts parts;

  AlertRoutes(ServerParts parts) {
    this.parts = parts;
  }

  void mount(Router router) {
    router.get("/api/alerts").handler(this::open);
    router.post("/api/alerts/:id/acknowledge").handler(this::acknowledge);
  }

  /**
   * An acknowledgement.
   *
   * @param sequence of the transition that the person saw
   * @param because optional, in the person's words
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Acknowledgement(int sequence, @Nullable String because) {
    Acknowledgement {
      if (because != null && because.length() > LONGEST_TEXT) {
        throw new IllegalArgumentException("'because' is longer than " + LONGEST_TEXT);
      }
    }
  }

  private void open(RoutingContext context) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("now", parts.ward().now());
    body.put("ready", parts.ward().isReady());
    body.put(
        "alerts",
        parts.ward().openAlerts().stream()
            .filter(alert -> SignedIn.caller(context).sees(alert.ward()))
            .toList());
    Answers.send(context, OK, body);
  }

  private void acknowledge(RoutingContext context) {
    AlertTransition alert = openAlert(context);
    Acknowledgement said = Answers.body(context, Acknowledgement.class);
    if (said.sequence() < 1 || said.sequence() > alert.sequence()) {
      throw RefusedException.invalid(
          "the alert has no transition with this sequence", "1 to " + alert.sequence());
    }
    Command command =
        new Command(
            alert.patient(),
            UUID.randomUUID().toString(),
            Command.Kind.ACKNOWLEDGE,
            alert.alert(),
            said.sequence(),
            SignedIn.name(context),
            said.because());
    Answers.send(context, ACCEPTED, appended(command));
  }

  private AlertTransition openAlert(RoutingContext context) {
    AlertTransition alert = parts.ward().findAlert(context.pathParam("id"));
    if (alert == null || !SignedIn.caller(context).sees(alert.ward())) {
      throw new RefusedException(
          RefusedException.Kind.UNKNOWN,
          "no alert with this id is open",
          "the id of an open alert",
          "List the open alerts with GET /api/alerts; this one may have been resolved.");
    }
    return alert;
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
