package dev.vigil.history;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * This machine's InfluxDB 1.x on a folder, a configuration and a loopback port of its own, for
 * benchmarks and tests, which kill it and start it again. Vigil itself starts none: it uses the one
 * that its configuration names.
 */
public final class InfluxDaemon implements AutoCloseable {
  private static final Pattern LISTENING =
      Pattern.compile("Listening on HTTP.*?addr=127\\.0\\.0\\.1:(\\d+)");
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 20;

  private final Path program;
  private final Path folder;

  /** 0 for any, until it listens for the first time. */
  private int port;

  private volatile @Nullable Process process;

  private InfluxDaemon(Path program, Path folder) {
    this.program = requireNonNull(program, "program is null");
    this.folder = requireNonNull(folder, "folder is null");
  }

  /** Debian's {@code influxd}, if it is on the PATH. */
  public static Optional<Path> program() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(place -> Path.of(place, "influxd"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts one on any free port and returns when it listens. It dies with this JVM.
   *
   * @param program see {@link #program}
   * @param folder made where it is missing
   */
  public static InfluxDaemon start(Path program, Path folder) throws StoreUnavailableException {
    InfluxDaemon daemon = new InfluxDaemon(program, folder);
    Runtime.getRuntime().addShutdownHook(new Thread(daemon::kill));
    daemon.restart();
    return daemon;
  }

  /** Starts it again on the same folder and port, and returns when it listens. */
  public void restart() throws StoreUnavailableException {
    kill();
    try {
      Path configuration = Files.createDirectories(folder).resolve("influxdb.conf");
      Files.writeString(configuration, configuration());
      Path log = folder.resolve("influxd.log");
      Process started =
          new ProcessBuilder(program.toString(), "-config", configuration.toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process = started;
      port = awaitPort(log, started);
    } catch (IOException e) {
      throw new StoreUnavailableException("influxd can't be started in " + folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted while influxd starts in " + folder, e);
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

  /** Only its log tells which port it has taken. */
  private int awaitPort(Path log, Process started)
      throws IOException, InterruptedException, StoreUnavailableException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    do {
      Optional<Integer> listening = listeningPort(log);
      if (listening.isPresent()) {
        return listening.get();
      }
    } while (!started.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() - end < 0);
    kill();
    throw new StoreUnavailableException("influxd does not listen; " + log + " may say why", null);
  }

  private static Optional<Integer> listeningPort(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .map(LISTENING::matcher)
        .filter(Matcher::find)
        .map(found -> Integer.valueOf(found.group(1)))
        .findFirst();
  }

  /** Such as {@code http://127.0.0.1:43210}. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** The port of {@link #url}. */
  public int port() {
    return port;
  }

  /** Kills it with -9 and waits until it is gone. */
  public void kill() {
    Process running = process;
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
