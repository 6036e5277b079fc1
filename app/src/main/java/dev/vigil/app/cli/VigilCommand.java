package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.VigilConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
    return run(config(), new Output(spec().commandLine().getOut(), common.json()));
  }

  /** Read once; wrong configuration is found before anything is done. */
  final VigilConfig config() {
    if (config == null) {
      config = worksOnData() ? common.configWithoutData() : common.config(cluster());
    }
    return config;
  }

  /** For messages about options: {@code throw new ParameterException(spec().commandLine(), …)}. */
  protected final CommandSpec spec() {
    return requireNonNull(spec, "spec is null");
  }
}
