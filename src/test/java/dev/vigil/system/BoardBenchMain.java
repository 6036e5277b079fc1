package dev.vigil.system;

import dev.vigil.app.cli.Logging;
import dev.vigil.app.cli.Output;
import dev.vigil.app.cli.PrintedReport;
import dev.vigil.app.cli.Vigil;
import dev.vigil.app.cli.VigilCommand;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.bench.paired.Verdict;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The way in: {@code vigil bench board}, on the class path of the browser's tests. */
public final class BoardBenchMain {
  private BoardBenchMain() {}

  /** Runs the command and ends the process. */
  public static void main(String[] args) {
    Logging.bridge();
    System.exit(Vigil.commandLine(new BenchWord()).execute(args));
  }

  /** The first word; without the second one the app's own command is meant. */
  @Command(name = "bench", subcommands = BoardCommand.class)
  private static final class BenchWord extends VigilCommand {
    @Override
    protected int run(VigilConfig config, Output output) {
      throw VigilException.usage("This class path is for 'vigil bench board' alone.");
    }
  }

  /** {@code vigil bench board}. */
  @Command(
      name = BoardBench.NAME,
      description =
          "Measure what the pages cost: the board of 200 beds in Chromium, wards in an emulated"
              + " headset, and 500 pages of 50 patients each on the server. Exit code 1 if the bad"
              + " end of a 95 %% interval misses its target.")
  static final class BoardCommand extends VigilCommand {
    @Option(names = "--quick", description = "Fewer rounds, for a look: wider intervals.")
    private boolean quick;

    @Option(
        names = "--part",
        paramLabel = "PART",
        description = "Only this part, browser, server or headset; may be repeated.")
    private List<String> parts = new ArrayList<>();

    @Override
    protected int run(VigilConfig config, Output output) {
      BoardBench bench = new BoardBench();
      for (String part : parts) {
        if (!bench.parts().contains(part)) {
          throw new ParameterException(
              spec().commandLine(),
              "There is no part \"" + part + "\", expected one of " + bench.parts());
        }
      }
      PrintedReport report = new PrintedReport(output, spec().commandLine().getErr());
      report.say(bench.about());
      Verdict verdict = bench.run(parts.isEmpty() ? bench.parts() : parts, quick, report);
      if (verdict == Verdict.MET) {
        return DONE;
      }
      report.say(bench.name() + ": " + verdict.sentence() + ".");
      return VigilException.PROBLEM;
    }
  }
}
