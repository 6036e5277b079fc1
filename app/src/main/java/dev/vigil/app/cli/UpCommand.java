package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.supervise.Rebuild;
import dev.vigil.app.world.World;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil up}. */
@Command(name = "up", description = "Start a Vigil in this process and keep it running.")
public final class UpCommand extends VigilCommand {
  @Mixin private ClusterOption cluster = new ClusterOption();
  @Mixin private MinutesOption lasting = new MinutesOption();
  @Mixin private RebuildOption rebuilding = new RebuildOption();

  @Override
  ClusterOption cluster() {
    return cluster;
  }

  @Override
  protected boolean runsWorld() {
    return true;
  }

  @Override
  protected int run(VigilConfig config, Output output) throws InterruptedException {
    double minutes = lasting.minutes();
    Rebuild rebuild = rebuilding.rebuild();
    Lifetime lifetime = new Lifetime();
    try (World world = World.rebuilding(config, rebuild)) {
      output.print(
          "Vigil is up: board "
              + world.serverUri()
              + ", gateway "
              + world.gatewayUri()
              + "/v1/readings. ./vigil sign-in prints a link that signs in, ./vigil user makes"
              + " users. Ctrl-C ends it.",
          Map.of("board", world.serverUri().toString(), "gateway", world.gatewayUri().toString()));
      lifetime.await(minutes, world::requireItsTurn);
    } finally {
      lifetime.done();
    }
    return DONE;
  }
}
