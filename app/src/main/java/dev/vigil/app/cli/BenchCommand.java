package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.bench.Benches;
import dev.vigil.bench.paired.BenchReport;
import dev.vigil.bench.paired.BenchReport.Verdict;
import dev.vigil.bench.paired.BenchRun;
import dev.vigil.bench.paired.Comparison;
import dev.vigil.bench.paired.Effort;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.ThreadMeter;
import dev.vigil.schemas.Json;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vigil bench}. */
@Command(
    name = "bench",
    description =
        "Measure what one of Vigil's ways costs against another way with the same results, as a"
            + " ratio. Exit code 1 if the results differ, ours against ours makes a difference, or"
            + " the bad end of the 95 %% interval misses the target.")
public final class BenchCommand extends VigilCommand {
  @Parameters(
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  private String name = "";

  @Option(
      names = "--quick",
      description = "Shorter, for a look: the intervals are wider, and judged the same way.")
  private boolean quick;

  @Override
  protected int run(VigilConfig config, Output output) {
    Comparison<?> comparison = Benches.named(name).orElseThrow(this::unknown);
    PrintWriter err = spec().commandLine().getErr();
    say(err, comparison.about());
    BenchReport report =
        new BenchRun(
                quick ? Effort.QUICK : Effort.FULL,
                ThreadMeter.ofThisJvm(),
                doing -> say(err, "  " + doing + " ..."))
            .of(comparison);
    for (Measure measure : report.measures()) {
      output.print(text(measure), json(measure));
    }
    if (report.verdict() == Verdict.MET) {
      return DONE;
    }
    say(err, name + ": " + report.verdict().sentence() + ".");
    return VigilException.PROBLEM;
  }

  static String text(Measure measure) {
    return String.format(
        Locale.ROOT,
        "%s  %-16s  %8.3f  [%.3f, %.3f]%s",
        measure.bench(),
        measure.measure(),
        measure.value(),
        measure.ci95().low(),
        measure.ci95().high(),
        wanted(measure));
  }

  private static String wanted(Measure measure) {
    if (measure.target() == null) {
      return "";
    }
    String word = measure.measure().equals(Measure.SELF) ? "contains" : "at least";
    return String.format(Locale.ROOT, "  wanted: %s %s", word, measure.target());
  }

  static ObjectNode json(Measure measure) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("bench", measure.bench());
    json.put("measure", measure.measure());
    json.put("value", measure.value());
    json.putArray("ci95").add(measure.ci95().low()).add(measure.ci95().high());
    json.put("unit", measure.unit());
    return json.put("target", measure.target());
  }

  private ParameterException unknown() {
    return new ParameterException(
        spec().commandLine(),
        "There is no benchmark \""
            + name
            + "\", expected one of "
            + String.join(", ", new Names()));
  }

  private static void say(PrintWriter err, String line) {
    err.println(line);
    err.flush();
  }

  /** The benchmarks' names, for the help and for completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Benches.all().stream().map(Comparison::name).iterator();
    }
  }
}
