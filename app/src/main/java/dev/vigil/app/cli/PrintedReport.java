package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import java.io.PrintWriter;

/**
 * A benchmark on the terminal: its figures are the command's output, what it does goes beside it.
 *
 * @param output of the command
 * @param err for people
 */
public record PrintedReport(Output output, PrintWriter err) implements Report {
  public PrintedReport {
    requireNonNull(output, "output is null");
    requireNonNull(err, "err is null");
  }

  @Override
  public void begins(String what) {
    say("  " + what + " ...");
  }

  @Override
  public void measured(Measure measure) {
    output.print(BenchCommand.text(measure), BenchCommand.json(measure));
  }

  /** A line for people. */
  public void say(String line) {
    err.println(line);
    err.flush();
  }
}
