package dev.vigil.bench.peers.session;

import dev.vigil.bench.peers.side.Side;
import dev.vigil.bench.peers.side.SideMain;
import dev.vigil.bench.peers.side.SideSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A side in a JVM of its own, with the same options for all. It lives as long as it is measured, so
 * that its start is in no figure.
 */
final class SideProcess implements AutoCloseable {
  /**
   * The collector that costs the least CPU, and room enough that it seldom runs. Flink and
   * Hazelcast open these packages by reflection.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseParallelGC",
          "-Xms1g",
          "-Xmx1g",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.management/sun.management=ALL-UNNAMED",
          "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

  private static final long STOP_SECONDS = 10;

  private final Process process;
  private final Path log;

  private SideProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it; what it prints and logs lies in the folder. */
  static SideProcess start(Side side, SideSettings settings, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(OPTIONS);
    command.add("-Djava.io.tmpdir=" + folder);
    command.add("-Dvigil.log.file=" + log);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(SideMain.class.getName());
    command.add(side.name());
    command.addAll(settings.arguments());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("printed").toFile())
            .start();
    return new SideProcess(process, log);
  }

  /**
   * CPU time of all its threads so far: the work, the garbage collector, the compiler.
   *
   * @throws IllegalStateException if it has ended
   */
  Duration cpu() {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IllegalStateException("the side has ended by itself: see " + log));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
