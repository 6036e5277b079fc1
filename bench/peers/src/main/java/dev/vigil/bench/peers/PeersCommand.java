package dev.vigil.bench.peers;

import dev.vigil.app.cli.Output;
import dev.vigil.app.cli.PrintedReport;
import dev.vigil.app.cli.VigilCommand;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.bench.paired.Verdict;
import dev.vigil.bench.peers.session.Broker;
import dev.vigil.bench.peers.session.PeersSession;
import dev.vigil.bench.peers.session.StalledException;
import dev.vigil.bench.peers.session.WrongResultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench peers}. */
@Command(
    name = "peers",
    description =
        "Measure the CPU time of Vigil's windows against those of Kafka Streams, Hazelcast Jet and"
            + " Flink SQL, as a ratio: below 1, Vigil is cheaper. Exit code 1 if a result is"
            + " wrong, Vigil against Vigil makes a difference, or the bad end of a 95 %% interval"
            + " misses its target.")
public final class PeersCommand extends VigilCommand {
  @Option(names = "--quick", description = "Shorter, for a look: the intervals are wider.")
  private boolean quick;

  @Override
  protected int run(VigilConfig config, Output output) throws IOException, InterruptedException {
    PrintedReport report = new PrintedReport(output, spec().commandLine().getErr());
    Path folder = Files.createTempDirectory("vigil-peers");
    Verdict verdict;
    try (Broker broker = Broker.start(folder.resolve("kafka"))) {
      verdict = new PeersSession(broker, folder, quick, report).run();
    } catch (StalledException | WrongResultException e) {
      throw VigilException.problem(
          "The benchmark ended without a verdict, what the sides logged is in "
              + folder
              + ": "
              + e.getMessage(),
          e);
    }
    delete(folder);
    if (verdict == Verdict.MET) {
      return DONE;
    }
    report.say(PeersSession.BENCH + ": " + verdict.sentence() + ".");
    return VigilException.PROBLEM;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
