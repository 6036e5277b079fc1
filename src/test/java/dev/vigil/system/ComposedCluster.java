package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.runtime.FlinkJobs;
import dev.vigil.app.runtime.FlinkUnavailableException;
import dev.vigil.app.runtime.Ports;
import dev.vigil.history.InfluxDaemon;
import dev.vigil.history.InfluxServer;
import dev.vigil.history.StoreUnavailableException;
import dev.vigil.system.ComposedServices.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The services of {@code docker-compose.yml} as processes of this machine: each with its command
 * and its environment as they stand there, through the image's entry point, {@code ./vigil}. What a
 * container has to itself is substituted: names of services by the loopback address, their ports by
 * free ones, volumes by folders; heaps are small, and the log has four partitions.
 *
 * <p>A service that ends is not started again: what {@code restart} does is the test's to do.
 */
final class ComposedCluster implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(1);
  private static final int LAST_LINES = 60;

  /** Room for what many jobs compile, one after the other. */
  private static final String CODE = " -XX:ReservedCodeCacheSize=128m";

  private static final String LOOPBACK = "127.0.0.1";
  private static final String INFLUXDB = "influxdb";
  private static final int INFLUXDB_PORT = 8086;

  /** Ports that a service has by default, by the variable that moves it. */
  private static final Map<String, String> OWN_PORTS =
      Map.of(
          "VIGIL_BROKER_PORT", "9092",
          "VIGIL_BROKER_CONTROLLER_PORT", "9093",
          "VIGIL_GATEWAY_PORT", "8070");

  private static final Map<String, String> SHARED_PORTS =
      Map.of(
          "VIGIL_JOBMANAGER_PORT", "jobmanager:6123",
          "VIGIL_JOBMANAGER_REST_PORT", "jobmanager:8081",
          "VIGIL_SERVER_PORT", "vigil:8080");

  private static final Pattern METRICS_PORT = Pattern.compile("VIGIL_\\w+_METRICS_PORT");

  private final Path folder;
  private final ComposedServices services;
  private final Map<String, Integer> ports = new TreeMap<>();
  private final Map<String, Process> running = new LinkedHashMap<>();
  private final Thread atExit = new Thread(this::killAll);
  private final List<Path> commands = new ArrayList<>();
  private InfluxDaemon influx;

  /**
   * Reads the files; nothing is started yet.
   *
   * @param files of the project, each adding to those before it
   */
  ComposedCluster(Path folder, String... files) throws IOException {
    this.folder = Files.createDirectories(folder);
    services = new ComposedServices(files);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Where this machine reaches what is {@code service:port} in the file. */
  String address(String service, int port) {
    if (service.equals(INFLUXDB) && port == INFLUXDB_PORT) {
      return LOOPBACK + ":" + influx.port();
    }
    return LOOPBACK + ":" + ports.computeIfAbsent(service + ":" + port, key -> Ports.free());
  }

  /** Starts InfluxDB; its image is not this project's, so its environment is left out. */
  void startInflux() throws StoreUnavailableException {
    assertThat(services.names()).contains(INFLUXDB);
    influx = InfluxServer.start(folder.resolve(INFLUXDB));
  }

  /** Kills InfluxDB with -9. */
  void killInflux() {
    influx.kill();
  }

  /** Starts InfluxDB again, on its folder and port. */
  void restartInflux() throws StoreUnavailableException {
    influx.restart();
  }

  /** Gives a service another value of a variable, from its next start on. */
  void set(String name, String variable, String value) {
    services.set(name, variable, value);
  }

  /** Adds a service that is like another but for its host's name. */
  void copy(String name, String as) {
    services.copy(name, as);
  }

  /** Starts a service, or starts it again. */
  Process start(String name) throws IOException {
    return start(name, Map.of(), List.of());
  }

  /**
   * Starts a service as {@code docker compose run --volume} does, with folders of this machine by
   * where they are in the container, and more words of its command.
   */
  Process start(String name, Map<String, Path> mounted, List<String> more) throws IOException {
    Service service = services.find(name);
    assertThat(service).as("service %s of docker-compose.yml", name).isNotNull();
    List<String> command = new ArrayList<>();
    command.add(VigilScript.PROJECT.resolve("vigil").toString());
    for (String word : service.command()) {
      command.add(mounted.containsKey(word) ? mounted.get(word).toString() : moved(word));
    }
    command.addAll(more);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(VigilScript.PROJECT.toFile())
            .redirectOutput(out(name).toFile())
            .redirectError(folder.resolve(name + ".err").toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("VIGIL_"));
    builder.environment().putAll(environment(name, service));
    Process process = builder.start();
    running.put(name, process);
    return process;
  }

  private Map<String, String> environment(String name, Service service) {
    Map<String, String> all = new TreeMap<>();
    service.environment().forEach((key, value) -> all.put(key, placed(key, value, service)));
    SHARED_PORTS.forEach((key, place) -> all.put(key, portOf(place)));
    OWN_PORTS.forEach((key, port) -> all.put(key, portOf(name + ":" + port)));
    all.replaceAll(
        (key, value) -> METRICS_PORT.matcher(key).matches() ? portOf(name + ":" + value) : value);
    all.put("VIGIL_BUILD", "never");
    all.put("VIGIL_DATA_FOLDER", data(name).toString());
    all.put("VIGIL_JAVA_OPTS", "-Xmx512m -XX:+UseSerialGC " + WorldProcess.BRIEF + CODE);
    all.put("VIGIL_KAFKA_PARTITIONS", "4");
    all.put("VIGIL_FLINK_CHECKPOINT_SECONDS", "1");
    return all;
  }

  private String portOf(String place) {
    String[] parts = place.split(":", -1);
    String address = address(parts[0], Integer.parseInt(parts[1]));
    return address.substring(LOOPBACK.length() + 1);
  }

  /** A value of the file, with this machine's hosts, ports and folders. */
  private String placed(String key, String value, Service service) {
    if (service.volumes().containsKey(value)) {
      return folder.resolve(service.volumes().get(value)).toString();
    }
    return key.endsWith("_HOST") ? LOOPBACK : moved(value);
  }

  /** With this machine's place of every {@code service:port}. */
  private String moved(String value) {
    String names = String.join("|", services.names());
    return Pattern.compile("\\b(" + names + "):(\\d+)\\b")
        .matcher(value)
        .replaceAll(found -> address(found.group(1), Integer.parseInt(found.group(2))));
  }

  /** The data folder of a service. */
  Path data(String name) {
    Service service = services.find(name);
    return folder.resolve(service == null ? name : service.volumes().getOrDefault("/data", name));
  }

  Path out(String name) {
    return folder.resolve(name + ".out");
  }

  /** What a service has printed so far. */
  String said(String name) throws IOException {
    Path err = folder.resolve(name + ".err");
    return Files.readString(out(name), UTF_8) + Files.readString(err, UTF_8);
  }

  /** Waits until a service has printed this. */
  void awaitSaid(String name, String text) {
    await(name + " says \"" + text + "\"")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .failFast(() -> assertThat(running.get(name).isAlive()).as(said(name)).isTrue())
        .until(() -> said(name).contains(text));
  }

  /**
   * Broker, InfluxDB, JobManager and TaskManagers, up. Two at a time: more would take two cores
   * from each other for longer than Flink waits for its own parts.
   */
  void startBackbone() throws IOException, StoreUnavailableException {
    startInflux();
    start("kafka");
    start("jobmanager");
    awaitSaid("kafka", "is up");
    awaitSaid("jobmanager", "is up");
    start("taskmanager-1");
    start("taskmanager-2");
    awaitTaskManagers(2);
  }

  /** Waits until the JobManager knows so many; jobs that come before would wait for their slots. */
  void awaitTaskManagers(int number) {
    try (FlinkJobs flink = FlinkJobs.connect("http://" + address("jobmanager", 8081), List.of())) {
      await(number + " TaskManagers")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .ignoreException(FlinkUnavailableException.class)
          .until(() -> flink.taskManagers() >= number);
    }
  }

  /** Runs another command of {@code ./vigil} on the data folder of a service. */
  Process command(String service, String... arguments) throws IOException {
    Path printed = Files.createDirectories(folder.resolve("command-" + commands.size()));
    commands.add(printed);
    Process process = VigilScript.startBeside(data(service), printed, List.of(arguments));
    running.put(printed.getFileName().toString(), process);
    return process;
  }

  /** What all commands have printed so far. */
  String saidByCommands() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path printed : commands) {
      all.append(VigilScript.said(printed));
    }
    return all.toString();
  }

  /** The last lines of every service. */
  String lastWords() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : running.keySet()) {
      if (services.names().contains(name)) {
        List<String> lines = said(name).lines().toList();
        all.append("-- ").append(name).append('\n');
        lines.stream()
            .skip(Math.max(0, lines.size() - LAST_LINES))
            .forEach(line -> all.append(line).append('\n'));
      }
    }
    return all.toString();
  }

  /** Kills a service with -9 and waits until it is gone. */
  void kill(String name) throws InterruptedException {
    Process process = running.remove(name);
    process.destroyForcibly();
    awaitEnd(name, process);
  }

  /** Ends a service as {@code docker compose stop} does, and waits until it is gone. */
  void stop(String name) throws Exception {
    Process process = running.get(name);
    process.toHandle().destroy();
    awaitEnd(name, process);
    running.remove(name);
  }

  private static void awaitEnd(String name, Process process) throws InterruptedException {
    assertThat(process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS))
        .as("%s ends within %s s of being told to", name, ENDS_WITHIN.toSeconds())
        .isTrue();
  }

  private void killAll() {
    running.values().forEach(Process::destroyForcibly);
    running.values().forEach(process -> process.onExit().join());
  }

  @Override
  public void close() {
    killAll();
    if (influx != null) {
      influx.close();
    }
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
