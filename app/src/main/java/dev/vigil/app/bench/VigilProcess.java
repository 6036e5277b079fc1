package dev.vigil.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.app.books.CatchUp;
import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A {@code vigil} command in a process of its own, of the same code and packages as this one. */
public final class VigilProcess implements AutoCloseable {
  /** By its name: the class stands above all packages, this one too. */
  public static final String MAIN = "dev.vigil.app.Main";

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What every command that runs until it is ended says when it is up. */
  private static final String UP = "Ctrl-C ends it";

  private final String name;

  private final Path out;
  private final Path err;
  private final Process process;
  private final Thread atExit;

  private VigilProcess(String name, Path out, Path err, Process process) {
    this.name = name;
    this.out = out;
    this.err = err;
    this.process = process;
    atExit = new Thread(process::destroyForcibly, "kill-at-exit");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts it.
   *
   * @param folder where it stands and what it prints goes; nothing but its arguments configures it
   * @param name of the files that take what it prints
   * @param heap as {@code -Xmx} has it
   */
  public static VigilProcess start(Path folder, String name, String heap, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx" + heap, "-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(arguments);
    Path out = folder.resolve(name + ".out");
    Path err = folder.resolve(name + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("VIGIL_"));
    try {
      Files.deleteIfExists(out); // a former one's
      return new VigilProcess(name, out, err, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("the process " + name + " can't be started", e);
    }
  }

  /**
   * Waits until it is up.
   *
   * @throws VigilException if it ends before, or isn't for minutes; with the last that it said,
   *     since its folder goes with whoever started it
   */
  public VigilProcess awaitUp() throws InterruptedException {
    long missing = CatchUp.await(() -> process.isAlive() && !isUp() ? 1 : 0, PATIENCE);
    if (missing > 0 || !isUp()) {
      throw VigilException.problem(
          "The benchmark's process "
              + name
              + (process.isAlive() ? " did not come up" : " ended")
              + "; the last that it said: "
              + last());
    }
    return this;
  }

  private boolean isUp() {
    return read(out).contains(UP);
  }

  private String last() {
    return (read(out) + read(err)).lines().reduce((before, line) -> line).orElse("nothing");
  }

  private static String read(Path said) {
    try {
      return Files.readString(said, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(said + " can't be read", e);
    }
  }

  /** Kills it with -9 and returns when it is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
