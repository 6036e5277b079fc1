package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.supervise.Rebuild;
import dev.vigil.app.world.World;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil up}. */
@Command(name = "up", description = "Start a Vigil in this process and keep it running.")
public final class UpCommand extends VigilCommand {
  @Mixin private ClusterOption cluster = new ClusterOption();
  @Mixin private MinutesOption lasting = new MinutesOption();

  @Option(
      names = "--rebuild-state",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "JOB",
      description =
          "Forget the checkpoints of this job, or of all, and fold the log again from its"
              + " beginning: the remedy for a state that can't be read or continued.")
  private @Nullable String rebuiltJob;

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
    Rebuild rebuild = rebuild();
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
      lifetime.await(minutes);
    } finally {
      lifetime.done();
    }
    return DONE;
  }

  private Rebuild rebuild() {
    if (rebuiltJob == null) {
      return Rebuild.NOTHING;
    }
    return rebuiltJob.isEmpty() ? Rebuild.EVERYTHING : Rebuild.of(rebuiltJob);
  }
}
