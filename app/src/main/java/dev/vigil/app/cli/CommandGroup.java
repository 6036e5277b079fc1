package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import java.util.Set;
import picocli.CommandLine.ParameterException;

/** A command that is only the first word of others: {@code vigil patient admit}. */
abstract class CommandGroup extends VigilCommand {
  @Override
  protected final int run(VigilConfig config, Output output) {
    Set<String> known = spec().subcommands().keySet();
    throw new ParameterException(
        spec().commandLine(),
        "vigil " + spec().name() + " needs one more word: " + String.join(", ", known));
  }
}
