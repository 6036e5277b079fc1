package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.replay.LiveReplay;
import dev.vigil.app.replay.LiveReplaySummary;
import dev.vigil.app.replay.ReplayOptions;
import dev.vigil.app.replay.ReplayProgress;
import java.net.URI;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --to}: a replay into a Vigil that runs already. */
final class LiveReplayOptions {
  @Option(
      names = "--to",
      paramLabel = "URL",
      description =
          "Play into a running Vigil in its real time, through this gateway, such as"
              + " http://127.0.0.1:8070. The patients are admitted through its server, marked as a"
              + " replay's for ever, and discharged at the end.")
  private @Nullable URI gateway;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "With --to: how many recorded seconds pass in one (default: 1).")
  private @Nullable Double speed;

  @Mixin private ServerOption server = new ServerOption();

  boolean isGiven() {
    return gateway != null;
  }

  /**
   * Refuses what goes with {@code --to} alone.
   *
   * @throws VigilException naming it
   */
  void requireAbsent() {
    if (speed != null || server.isGiven()) {
      throw VigilException.usage(
          (speed != null ? "--speed" : "--server")
              + " goes with --to: a replay in a world of its own takes no time but what it needs.");
    }
  }

  /** Plays until the recording is over or the process is told to end. */
  LiveReplaySummary play(
      VigilConfig config, ReplayOptions options, Consumer<String> say, ReplayProgress progress)
      throws InterruptedException {
    URI to = HttpAddress.require("--to", requireNonNull(gateway, "gateway is null"));
    ServerClient client = server.client(config);
    Lifetime lifetime = new Lifetime();
    try {
      ReplayWard ward = new ReplayWard(client, lifetime, Clock.systemUTC());
      return new LiveReplay(
              options.path(), options.patients(), speed == null ? 1 : speed, to, ward, say)
          .run(progress);
    } finally {
      lifetime.done();
    }
  }
}
