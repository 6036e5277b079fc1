package dev.vigil.app.cli;

import dev.vigil.app.config.FeatureInterval;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.demo.DemoWard;
import dev.vigil.app.sending.WardStream;
import dev.vigil.app.world.World;
import dev.vigil.dashboard.access.Caller;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil demo}. */
@Command(
    name = "demo",
    description = "Start a Vigil with a ward of simulated patients, some of whom get worse.")
public final class DemoCommand extends VigilCommand {
  private static final int INTERVAL_SECONDS = 10;

  /** As whom the demo's links sign in. */
  private static final String USER = "demo";

  @Mixin private MinutesOption lasting = new MinutesOption();
  @Mixin private WardSizeOption size = new WardSizeOption();

  @Override
  protected boolean runsWorld() {
    return true;
  }

  @Override
  protected int run(VigilConfig config, Output output) throws InterruptedException {
    int patients = size.patients();
    double minutes = lasting.minutes();
    Lifetime lifetime = new Lifetime();
    try (World world = World.realTime(FeatureInterval.decide(config, INTERVAL_SECONDS), true);
        WardStream ward = DemoWard.start(world, patients)) {
      Caller everybody = Caller.ofAll(USER);
      String board = world.signInLink("/", everybody).toString();
      output.print(
          "Vigil is up with "
              + patients
              + " simulated patients.\n  Board    "
              + board
              + "\n  3D ward  "
              + world.signInLink("/ward.html", everybody)
              + "\nEach of these links signs in once, within ten minutes; ./vigil sign-in prints"
              + " another.\n"
              + "Not a medical device. Ctrl-C ends it; the next start goes on with the same data.",
          Map.of("board", board, "gateway", world.gatewayUri().toString()));
      lifetime.await(minutes);
    } finally {
      lifetime.done();
    }
    return DONE;
  }
}
