package dev.vigil.app.cli;

import dev.vigil.app.alive.OutsideWatch;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.notify.ConfiguredChannels;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil watch}. */
@Command(
    name = "watch",
    description =
        "Watch another Vigil from outside, and tell the configured channels when it is silent."
            + " Needs no Kafka and no data folder; best on another machine.")
public final class WatchCommand extends VigilCommand {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration MOST_TELLING = Duration.ofSeconds(30);
  private static final URI NO_BOARD = URI.create("about:blank");

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Server of the Vigil, such as http://vigil.example:8080 (watch.url).")
  private String url = "";

  @Option(
      names = "--until-silent",
      description = "End with exit code 1 once it is silent and the channels have been told.")
  private boolean untilSilent;

  @Override
  protected int run(VigilConfig config, Output output) throws InterruptedException {
    var settings = url.isEmpty() ? config.watch() : config.watch().withUrl(url);
    URI board = settings.url().isEmpty() ? NO_BOARD : URI.create(settings.url());
    var channels = ConfiguredChannels.leadingOut(config, board);
    Lifetime lifetime = new Lifetime();
    try (OutsideWatch watch =
        OutsideWatch.start(settings, channels, line -> output.print(line, Map.of("line", line)))) {
      output.text("watching");
      while (lifetime.lasts(LOOK)) {
        if (untilSilent && watch.isSilent()) {
          awaitTold(watch, lifetime);
          return VigilException.PROBLEM;
        }
      }
    } finally {
      lifetime.done();
    }
    return DONE;
  }

  private static void awaitTold(OutsideWatch watch, Lifetime lifetime) throws InterruptedException {
    long deadline = System.nanoTime() + MOST_TELLING.toNanos();
    while (!watch.hasTold() && System.nanoTime() - deadline < 0 && lifetime.lasts(LOOK)) {
      continue;
    }
  }
}
