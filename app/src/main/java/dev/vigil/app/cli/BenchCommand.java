package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.bench.AlarmBench;
import dev.vigil.app.bench.PipelineBench;
import dev.vigil.app.bench.latency.LatencyBench;
import dev.vigil.app.bench.recovery.RecoveryBench;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.bench.Benches;
import dev.vigil.bench.paired.Bench;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Verdict;
import dev.vigil.schemas.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vigil bench}. */
@Command(
    name = "bench",
    description =
        "Measure what Vigil's ways cost against other ways with the same results, as ratios, and"
            + " what the features job and a model's job carry, how much noise the alert rules"
            + " spare, how soon alerts come again after a process was killed, and how soon they can"
            + " be read. Exit code 1 if the results differ, ours against ours makes a difference,"
            + " or the bad end of a 95 %% interval misses its target.")
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

  @Option(
      names = "--part",
      paramLabel = "PART",
      description =
          "Only this part; may be repeated. Of pipeline, which takes two and a half hours: replay,"
              + " identity, singly, rocksdb, scoring, echo, checkpoints; of latency: alert, storm,"
              + " store.")
  private List<String> parts = new ArrayList<>();

  @Override
  protected int run(VigilConfig config, Output output) {
    Bench bench =
        all().stream()
            .filter(other -> other.name().equals(name))
            .findFirst()
            .orElseThrow(this::unknown);
    for (String part : parts) {
      if (!bench.parts().contains(part)) {
        throw unknownPart(bench, part);
      }
    }
    PrintedReport report = new PrintedReport(output, spec().commandLine().getErr());
    report.say(bench.about());
    Verdict verdict = parts.isEmpty() ? bench.run(quick, report) : bench.run(parts, quick, report);
    if (verdict == Verdict.MET) {
      return DONE;
    }
    report.say(name + ": " + verdict.sentence() + ".");
    return VigilException.PROBLEM;
  }

  private static List<Bench> all() {
    return Stream.concat(
            Benches.all().stream(),
            Stream.of(
                new PipelineBench(), new AlarmBench(), new RecoveryBench(), new LatencyBench()))
        .toList();
  }

  /** A measure as a line for people. */
  public static String text(Measure measure) {
    return String.format(
        Locale.ROOT,
        "%s  %-32s  %12.3f  [%.3f, %.3f] %s%s",
        measure.bench(),
        measure.measure(),
        measure.value(),
        measure.ci95().low(),
        measure.ci95().high(),
        measure.unit(),
        measure.target() == null ? "" : "  wanted: " + measure.target());
  }

  /** A measure as the object of its line. */
  public static ObjectNode json(Measure measure) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("bench", measure.bench());
    json.put("measure", measure.measure());
    json.put("value", measure.value());
    json.putArray("ci95").add(measure.ci95().low()).add(measure.ci95().high());
    json.put("unit", measure.unit());
    return json.set("target", json(measure.target()));
  }

  /** The bound, both of them, or null. */
  private static JsonNode json(@Nullable Target target) {
    if (target == null) {
      return NullNode.getInstance();
    }
    if (Double.isFinite(target.low()) && Double.isFinite(target.high())) {
      return Json.mapper().createArrayNode().add(target.low()).add(target.high());
    }
    return DoubleNode.valueOf(Double.isFinite(target.low()) ? target.low() : target.high());
  }

  private ParameterException unknown() {
    return new ParameterException(
        spec().commandLine(),
        "There is no benchmark \""
            + name
            + "\", expected one of "
            + String.join(", ", new Names()));
  }

  private ParameterException unknownPart(Bench bench, String part) {
    String known =
        bench.parts().isEmpty()
            ? "none: it is one whole"
            : "one of " + String.join(", ", bench.parts());
    return new ParameterException(
        spec().commandLine(),
        "Benchmark " + bench.name() + " has no part \"" + part + "\", expected " + known);
  }

  /** The benchmarks' names, for the help and for completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return all().stream().map(Bench::name).iterator();
    }
  }
}
