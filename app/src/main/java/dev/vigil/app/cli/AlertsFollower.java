package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks at the open alerts again and again. A server that is away is looked for ever more rarely,
 * at the address that its data folder names by then; what was printed before isn't printed again.
 */
final class AlertsFollower {
  private static final Duration EACH = Duration.ofSeconds(1);
  private static final Duration RAREST = Duration.ofSeconds(30);

  private final VigilConfig config;
  private final ChangedAlerts changes;
  private final PrintWriter err;
  private Duration pause = EACH;
  private boolean away;

  AlertsFollower(VigilConfig config, ChangedAlerts changes, PrintWriter err) {
    this.config = requireNonNull(config, "config is null");
    this.changes = requireNonNull(changes, "changes is null");
    this.err = requireNonNull(err, "err is null");
  }

  /** Waits for the next look. */
  interface Rounds {
    /** Gives false if there is to be none. */
    boolean goOnAfter(Duration pause) throws InterruptedException;
  }

  /**
   * Follows to the last round.
   *
   * @throws dev.vigil.app.failure.VigilException if no server answers at the beginning, or it
   *     refuses
   */
  void run(Rounds rounds) throws InterruptedException {
    changes.print(ServerClient.of(config).get(ChangedAlerts.PATH));
    while (rounds.goOnAfter(pause)) {
      look();
    }
  }

  private void look() {
    Optional<JsonNode> answer = ServerClient.of(config).find(ChangedAlerts.PATH);
    if (answer.isPresent()) {
      if (away) {
        say("The server answers again.");
      }
      away = false;
      pause = EACH;
      changes.print(answer.get());
    } else {
      if (!away) {
        say("The server doesn't answer: NOT LIVE. It is asked again until it does.");
      }
      away = true;
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(RAREST) < 0 ? doubled : RAREST;
    }
  }

  private void say(String sentence) {
    err.println(sentence);
    err.flush();
  }
}
