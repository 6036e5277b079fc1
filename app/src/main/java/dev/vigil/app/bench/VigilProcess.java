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

  private final Path out;
  private final Process process;
  private final Thread atExit;

  private VigilProcess(Path out, Process process) {
    this.out = out;
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
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve(name + ".err").toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("VIGIL_"));
    try {
      Files.deleteIfExists(out); // a former one's
      return new VigilProcess(out, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("the process " + name + " can't be started", e);
    }
  }

  /**
   * Waits until it has printed this.
   *
   * @throws VigilException if it ends before, or doesn't for minutes
   */
  public VigilProcess awaitSaid(String text) throws InterruptedException {
    long missing =
        CatchUp.await(() -> process.isAlive() && !said().contains(text) ? 1 : 0, PATIENCE);
    if (missing > 0 || !said().contains(text)) {
      throw VigilException.problem(
          "A process of the benchmark "
              + (process.isAlive() ? "did not become ready" : "ended")
              + ": what it said stands in "
              + out.getParent()
              + ".");
    }
    return this;
  }

  private String said() {
    try {
      return Files.readString(out, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(out + " can't be read", e);
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
