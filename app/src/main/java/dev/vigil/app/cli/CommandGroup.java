package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
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

  /**
   * Options between the words of a command belong to the first word, where nobody looks at them.
   *
   * @throws ParameterException if there are any
   */
  static void requireOptionsAtTheEnd(CommandSpec last) {
    for (CommandSpec first = last.parent(); first != null; first = first.parent()) {
      var options = first.commandLine().getParseResult().matchedOptions();
      if (!options.isEmpty()) {
        throw new ParameterException(
            last.commandLine(),
            options.get(0).longestName()
                + " stands before '"
                + last.name()
                + "': give options after it");
      }
    }
  }
}
