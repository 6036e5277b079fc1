package dev.vigil.history;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * An InfluxDB 1.x server of its own for a test: Debian's {@code influxd}, started by hand with its
 * own configuration in a folder of the test. {@link #start} leaves the test out where the program
 * is missing, or fails it if VIGIL_REQUIRE_SERVICES=true.
 */
public final class InfluxServer implements AutoCloseable {
  private static final Pattern LISTENING =
      Pattern.compile("Listening on HTTP.*?addr=127\\.0\\.0\\.1:(\\d+)");
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final Process process;
  private final int port;

  private InfluxServer(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /** Starts a server on a folder and any free port. */
  public static InfluxServer start(Path folder) {
    return start(folder, 0);
  }

  /** Starts a server on a folder, which may hold the data of an earlier one, and a given port. */
  public static InfluxServer start(Path folder, int port) {
    String program = requireProgram();
    try {
      Path configuration = Files.createDirectories(folder).resolve("influxdb.conf");
      Files.writeString(configuration, configuration(folder, port));
      Path log = folder.resolve("influxd.log");
      Process process =
          new ProcessBuilder(program, "-config", configuration.toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new InfluxServer(folder, process, portIn(log, process));
    } catch (IOException e) {
      throw new UncheckedIOException("influxd can't be started in " + folder, e);
    }
  }

  private static String requireProgram() {
    String found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .map(folder -> Path.of(folder, "influxd"))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst()
            .orElse("");
    String missing =
        "influxd is not on the PATH, so the tests with InfluxDB are left out: "
            + "install Debian's package influxdb, or run ./vigil test --yes";
    if (found.isEmpty() && "true".equals(System.getenv("VIGIL_REQUIRE_SERVICES"))) {
      fail(missing);
    }
    assumeTrue(!found.isEmpty(), missing);
    return found;
  }

  private static String configuration(Path folder, int port) {
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

  private static int portIn(Path log, Process process) {
    return Awaitility.await("influxd listens, see " + log)
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .failFast("influxd has ended, see " + log, () -> !process.isAlive())
        .until(() -> listeningPort(log), port -> port > 0);
  }

  private static int listeningPort(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    for (String line : lines) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        return Integer.parseInt(listening.group(1));
      }
    }
    return 0;
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
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Kills it and starts it again on the same folder and port. */
  public InfluxServer restart() {
    kill();
    return start(folder, port);
  }

  @Override
  public void close() {
    kill();
  }
}
