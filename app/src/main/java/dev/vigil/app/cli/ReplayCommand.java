package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.replay.DefaultRecording;
import dev.vigil.app.replay.LiveReplaySummary;
import dev.vigil.app.replay.ReplayOptions;
import dev.vigil.app.replay.ReplayProgress;
import dev.vigil.app.replay.ReplaySummary;
import dev.vigil.app.replay.Standalone;
import dev.vigil.simulator.Tally;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vigil replay}. */
@Command(
    name = "replay",
    description =
        "Play a recording of real patients through a whole Vigil of its own (--standalone), as fast"
            + " as lockstep allows, and check that the books balance. Exit code 1 if they don't. Or"
            + " play it into a running one (--to URL); exit code 1 if a reading was refused.")
public final class ReplayCommand extends VigilCommand {
  @Mixin private ClusterOption cluster = new ClusterOption();
  @Mixin private LiveReplayOptions live = new LiveReplayOptions();
  @Mixin private PatientsOption first = new PatientsOption();

  private static final long PRINT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SECONDS_AN_HOUR = 3600;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description =
          "Recording: files of patients, a folder of them, or a .tar.gz of them (default:"
              + " cinc2019-sepsis in VIGIL_DATA or ../shared/data, else a generated one).")
  private @Nullable Path path;

  @Option(
      names = "--standalone",
      description = "In a world of its own, whose clock is the recording's.")
  private boolean standalone;

  @Option(names = "--verify", description = "At the end, refold the log and compare every output.")
  private boolean verify;

  @Option(
      names = "--fresh",
      description = "Throw away what an unfinished replay left in the data folder.")
  private boolean fresh;

  @Option(
      names = "--no-lockstep",
      description =
          "Let the recorded clock run without waiting for what its moves call for: to measure"
              + " throughput. Scores and alerts on them then come late.")
  private boolean freely;

  @Mixin private StepOption step = new StepOption();

  private long printed = System.nanoTime();

  @Override
  ClusterOption cluster() {
    return cluster;
  }

  @Override
  protected boolean runsWorld() {
    return !live.isGiven();
  }

  @Override
  protected Path logFile(VigilConfig config) {
    return live.isGiven()
        ? super.logFile(config)
        : Standalone.folder(config, options(config)).resolve("logs").resolve("vigil.log");
  }

  private ReplayOptions options(VigilConfig config) {
    Path played = path == null ? unnamed(config).path() : path;
    return new ReplayOptions(played, first.patients(), verify, fresh, !freely, step.hours());
  }

  private static DefaultRecording unnamed(VigilConfig config) {
    return new DefaultRecording(System.getenv(), config.data().folder());
  }

  @Override
  protected int run(VigilConfig config, Output output) throws InterruptedException {
    requireSense();
    PrintWriter err = spec().commandLine().getErr();
    if (path == null) {
      unnamed(config).prepare(first.patients(), message -> say(err, message));
    }
    return live.isGiven() ? playInto(config, output, err) : playAlone(config, output, err);
  }

  private void requireSense() {
    if (standalone == live.isGiven()) {
      throw usage("A replay needs one world to play in: add --standalone, or --to URL");
    }
    if (!live.isGiven()) {
      live.requireAbsent();
    } else if (verify || fresh || freely || step.isGiven() || !cluster.flags().isEmpty()) {
      throw usage("--verify, --fresh, --no-lockstep, --step and --cluster go with --standalone");
    }
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec().commandLine(), sentence);
  }

  private int playInto(VigilConfig config, Output output, PrintWriter err)
      throws InterruptedException {
    LiveReplaySummary summary =
        live.play(config, options(config), message -> say(err, message), progress(err));
    output.print(ReplayText.of(summary), summary);
    return summary.clean() ? DONE : VigilException.PROBLEM;
  }

  private int playAlone(VigilConfig config, Output output, PrintWriter err)
      throws InterruptedException {
    ReplaySummary summary =
        new Standalone(config, options(config), message -> say(err, message))
            .run(progress(err), step.stop(message -> say(err, message)));
    output.print(ReplayText.of(summary), summary);
    summary
        .check()
        .differences()
        .forEach(difference -> say(err, "The books don't balance: " + difference));
    return summary.check().balanced() ? DONE : VigilException.PROBLEM;
  }

  private ReplayProgress progress(PrintWriter err) {
    return (second, end, tally) -> {
      if (System.nanoTime() - printed > PRINT_NANOS || second == end) {
        printed = System.nanoTime();
        say(err, line(second, end, tally));
      }
    };
  }

  private static String line(long second, long end, Tally tally) {
    return String.format(
        Locale.ROOT,
        "recorded hour %d of %d, %,d readings accepted, %,d rejected",
        second / SECONDS_AN_HOUR,
        end / SECONDS_AN_HOUR,
        tally.accepted(),
        tally.rejected());
  }

  private static void say(PrintWriter err, String message) {
    err.println(message);
    err.flush();
  }
}
