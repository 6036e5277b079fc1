package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.world.World;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil up}. */
@Command(name = "up", description = "Start a Vigil in this process and keep it running.")
public final class UpCommand extends VigilCommand {
  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "End by itself after so many minutes (default: run until told to end).")
  private double minutes;

  @Override
  protected boolean runsWorld() {
    return true;
  }

  @Override
  protected int run(VigilConfig config, Output output) throws InterruptedException {
    Running running = new Running();
    try (World world = World.realTime(config, false)) {
      output.print(
          "Vigil is up: board "
              + world.serverUri()
              + ", gateway "
              + world.gatewayUri()
              + "/v1/readings. Ctrl-C ends it.",
          Map.of("board", world.serverUri().toString(), "gateway", world.gatewayUri().toString()));
      running.await(minutes);
    } finally {
      running.done();
    }
    return DONE;
  }
}
