package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.CatchUp;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The InfluxDB of this machine on a folder of its own, which is killed and started again. */
final class InfluxDaemon implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int NO_CONTENT = 204;

  private final Path folder;
  private final Path program;
  private final int port = Ports.free();
  private @Nullable Process process;

  InfluxDaemon(Path folder) {
    this.folder = requireNonNull(folder, "folder is null");
    program = program();
  }

  /**
   * Makes sure that this machine has one, before anything takes its time.
   *
   * @throws VigilException if it has none
   */
  static void requireInstalled() {
    var unused = program();
  }

  private static Path program() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(place -> Path.of(place, "influxd"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                VigilException.problem(
                    "influxd is not on the PATH: install Debian's package influxdb, or leave out"
                        + " the part store."));
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Starts it, on what it holds already, and returns when it answers. */
  void start() throws InterruptedException {
    try {
      Path configuration = Files.createDirectories(folder).resolve("influxdb.conf");
      Files.writeString(configuration, configuration());
      process =
          new ProcessBuilder(program.toString(), "-config", configuration.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("influxd.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("influxd can't be started", e);
    }
    if (CatchUp.await(() -> answers() ? 0 : 1, PATIENCE) > 0) {
      throw VigilException.problem("influxd did not answer at " + url() + ".");
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      HttpRequest ping = HttpRequest.newBuilder(URI.create(url() + "/ping")).build();
      return HttpClient.newHttpClient().send(ping, BodyHandlers.discarding()).statusCode()
          == NO_CONTENT;
    } catch (IOException e) {
      return false;
    }
  }

  private String configuration() {
    return """
    reporting-enabled = false
    bind-address = "127.0.0.1:0"
    [meta]
      dir = "%1$s/meta"
    [data]
      dir = "%1$s/data"
      wal-dir = "%1$s/wal"
      query-log-enabled = false
      max-series-per-database = 0
      max-values-per-tag = 0
    [monitor]
      store-enabled = false
    [http]
      bind-address = "127.0.0.1:%2$d"
      log-enabled = false
    """
        .formatted(folder.toAbsolutePath(), port);
  }

  /** Kills it with -9 and waits until it is gone. */
  void kill() {
    Process running = process;
    process = null;
    if (running != null) {
      running.destroyForcibly();
      running.onExit().join();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
