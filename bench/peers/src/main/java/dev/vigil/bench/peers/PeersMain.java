package dev.vigil.bench.peers;

import dev.vigil.app.cli.Logging;
import dev.vigil.app.cli.Output;
import dev.vigil.app.cli.Vigil;
import dev.vigil.app.cli.VigilCommand;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import picocli.CommandLine.Command;

/** The way in: {@code vigil bench peers}, on a class path that holds the peers. */
public final class PeersMain {
  private PeersMain() {}

  /** Runs the command and ends the process. */
  public static void main(String[] args) {
    Logging.bridge();
    System.exit(Vigil.commandLine(new BenchWord()).execute(args));
  }

  /** The first word; without the second one the app's own command is meant. */
  @Command(name = "bench", subcommands = PeersCommand.class)
  private static final class BenchWord extends VigilCommand {
    @Override
    protected int run(VigilConfig config, Output output) {
      throw VigilException.usage("This class path is for 'vigil bench peers' alone.");
    }
  }
}
