package dev.vigil.app.cli;

import dev.vigil.app.failure.VigilException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The {@code vigil} command line: parses, sets up logging, runs one {@link VigilCommand}, and says
 * what went wrong in one sentence on standard error, never with a stack trace.
 */
@Command(
    name = "vigil",
    description = "Watches patients. Not a medical device.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    subcommands = {DoctorCommand.class, VersionCommand.class})
public final class Vigil implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Vigil() {}

  /** The command line with these commands beside {@code doctor} and {@code version}. */
  public static CommandLine commandLine(VigilCommand... commands) {
    CommandLine line = new CommandLine(new Vigil());
    for (VigilCommand command : commands) {
      line.addSubcommand(command);
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionStrategy(Vigil::execute);
    line.setParameterExceptionHandler(Vigil::wrongUsage);
    line.setExecutionExceptionHandler((failure, failed, parsed) -> failed(failure, failed));
    return line;
  }

  /** Without a command. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "No command given");
  }

  private static int execute(ParseResult parsed) {
    CommandLine last = parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
    boolean asksForHelp = last.isUsageHelpRequested() || last.isVersionHelpRequested();
    if (!asksForHelp && last.getCommand() instanceof VigilCommand command) {
      try {
        Logging.to(command.logFile(command.config()));
      } catch (VigilException e) {
        return failed(e, last);
      }
    }
    return new RunLast().execute(parsed);
  }

  private static int wrongUsage(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    String message = e.getMessage() == null ? "Wrong usage" : e.getMessage();
    String sentence = message.lines().findFirst().orElse(message) + suggestion(e);
    String end = sentence.endsWith(".") || sentence.endsWith("?") ? " " : ". ";
    line.getErr()
        .println(sentence + end + "See " + line.getCommandSpec().qualifiedName() + " --help.");
    return VigilException.USAGE;
  }

  private static String suggestion(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return ": did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
    }
    return "";
  }

  private static int failed(Exception failure, CommandLine line) {
    if (failure instanceof ParameterException wrong) {
      return wrongUsage(wrong, new String[0]);
    }
    if (failure instanceof VigilException known) {
      if (known.getCause() != null) {
        log(line, known);
      }
      line.getErr().println(known.sentence());
      return known.exitCode();
    }
    log(line, failure);
    line.getErr()
        .println(
            "vigil "
                + line.getCommandName()
                + " failed on something it did not expect ("
                + failure.getClass().getSimpleName()
                + "): what it was stands in "
                + Logging.file()
                + ".");
    return VigilException.PROBLEM;
  }

  /** Not with one of dev.vigil's loggers: the trace goes to the file alone. */
  private static void log(CommandLine line, Exception failure) {
    LoggerFactory.getLogger("vigil.failure")
        .error("vigil {} ended", line.getCommandName(), failure);
  }
}
