package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.models.training.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A command of {@code vigil}. It answers on standard output and returns its exit code: 0 done, 1
 * found a problem, 2 wrong usage. What goes wrong is thrown as a {@link
 * dev.vigil.app.failure.VigilException}.
 */
public abstract class VigilCommand implements Callable<Integer> {
  /** Exit code: done. */
  protected static final int DONE = 0;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();
  private @Nullable VigilConfig config;

  /** Does the work. */
  protected abstract int run(VigilConfig config, Output output) throws Exception;

  /** Whether this process is a Vigil of its own, which writes {@code vigil.log}. */
  protected boolean runsWorld() {
    return false;
  }

  /** Whether {@code --data} is what the command works on, and not Vigil's own folder. */
  protected boolean worksOnData() {
    return false;
  }

  /** The cluster that the command is to run on; a command that can has an option for it. */
  ClusterOption cluster() {
    return new ClusterOption();
  }

  /** What {@code --data} says. */
  protected final @Nullable Path data() {
    return common.data();
  }

  /** Where this process logs; the file is made with its first line. */
  protected Path logFile(VigilConfig config) {
    String name = runsWorld() ? "vigil.log" : "commands.log";
    return config.data().folder().resolve("logs").resolve(name);
  }

  @Override
  public final Integer call() throws Exception {
    VigilConfig given = config();
    requireOptionsAtTheEnd();
    return run(given, new Output(spec().commandLine().getOut(), common.json()));
  }

  /**
   * Options between the words of a command belong to the first word, where nobody looks at them.
   */
  private void requireOptionsAtTheEnd() {
    CommandSpec last = spec();
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

  /** Read once; wrong configuration is found before anything is done. */
  final VigilConfig config() {
    if (config == null) {
      config = worksOnData() ? common.configWithoutData() : common.config(cluster());
    }
    return config;
  }

  /** Tells standard error how far a long work has come. */
  final Progress progress() {
    PrintWriter err = spec().commandLine().getErr();
    return (stage, done) -> {
      err.println(String.format(Locale.ROOT, "%s: %,d", stage, done));
      err.flush();
    };
  }

  /** For messages about options: {@code throw new ParameterException(spec().commandLine(), …)}. */
  protected final CommandSpec spec() {
    return requireNonNull(spec, "spec is null");
  }
}
