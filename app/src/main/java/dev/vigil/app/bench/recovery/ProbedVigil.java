package dev.vigil.app.bench.recovery;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.bench.VigilProcess;
import dev.vigil.app.runtime.FolderDeletion;
import dev.vigil.app.runtime.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Vigil in processes of its own, with 30 simulated monitors and {@link ProbedAlerts}, in a folder
 * that goes with it. Whatever is killed is started again at once.
 */
final class ProbedVigil implements AutoCloseable {
  static final String VIGIL = "vigil";
  static final String JOBMANAGER = "jobmanager";
  static final String TASKMANAGER = "taskmanager-1";

  /** So long after a kill the alerts are watched that become due. */
  private static final Duration WATCHED = Duration.ofSeconds(20);

  private static final String MONITORS = "monitors";
  private static final int LOAD = 30;
  private static final int PROBES = 600;
  private static final String HOST = "127.0.0.1";

  private final Path folder;
  private final Map<String, List<String>> commands = new LinkedHashMap<>();
  private final Map<String, VigilProcess> running = new LinkedHashMap<>();
  private final int kafka = Ports.free();
  private final int gateway = Ports.free();
  private final List<String> up =
      new ArrayList<>(List.of("up", "--set", "gateway.port=" + gateway, "--set", "server.port=0"));
  private @Nullable ProbedAlerts probes;

  private ProbedVigil() {
    try {
      folder = Files.createTempDirectory("vigil-recovery");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the benchmark can be made", e);
    }
  }

  /** Everything in one process, as {@code vigil up} starts it. */
  static ProbedVigil inOneProcess() throws InterruptedException {
    ProbedVigil one = new ProbedVigil();
    return one.opened(
        () -> {
          one.up.addAll(
              List.of("--set", "kafka.port=" + one.kafka, "--set", "store.kind=embedded"));
          one.start(VIGIL, one.up);
          one.watch();
        });
  }

  /** Broker, JobManager, two TaskManagers and {@code vigil up}, each in a process of its own. */
  static ProbedVigil onACluster() throws InterruptedException {
    ProbedVigil cluster = new ProbedVigil();
    return cluster.opened(cluster::startCluster);
  }

  private interface Opening {
    void run() throws InterruptedException;
  }

  private ProbedVigil opened(Opening opening) throws InterruptedException {
    boolean done = false;
    try {
      opening.run();
      done = true;
      return this;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private void startCluster() throws InterruptedException {
    int jobManager = Ports.free();
    int rest = Ports.free();
    start(
        "kafka",
        List.of(
            "kafka",
            "--set",
            "broker.port=" + kafka,
            "--set",
            "broker.controller-port=" + Ports.free()));
    List<String> place = List.of("--set", "jobmanager.port=" + jobManager);
    start(JOBMANAGER, with(List.of("jobmanager", "--set", "jobmanager.rest-port=" + rest), place));
    start(TASKMANAGER, with(List.of("taskmanager"), place));
    start("taskmanager-2", with(List.of("taskmanager"), place));
    for (String setting :
        List.of(
            "kafka.bootstrap=" + HOST + ":" + kafka,
            "flink.rest-url=http://" + HOST + ":" + rest,
            "flink.checkpoints=" + folder.resolve("checkpoints"),
            // On one machine the TaskManagers reach the store in vigil's process, too.
            "store.kind=embedded")) {
      up.addAll(List.of("--set", setting));
    }
    start(VIGIL, up);
    watch();
  }

  private static List<String> with(List<String> first, List<String> more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(more);
    return all;
  }

  private void start(String name, List<String> command) throws InterruptedException {
    commands.put(name, command);
    launch(name).awaitUp();
  }

  private VigilProcess launch(String name) {
    List<String> arguments = new ArrayList<>(requireNonNull(commands.get(name), name));
    arguments.addAll(List.of("--data", data(name).toString()));
    VigilProcess process =
        VigilProcess.start(folder, name, name.equals(VIGIL) ? "1g" : "768m", arguments);
    running.put(name, process);
    return process;
  }

  private Path data(String name) {
    return folder.resolve(name);
  }

  /** Monitors, and probes until the first alert. */
  private void watch() throws InterruptedException {
    URI uri = URI.create("http://" + HOST + ":" + gateway);
    List<String> simulate =
        List.of("simulate", "--to", uri.toString(), "--patients", "" + LOAD, "--admit");
    running.put(
        MONITORS,
        VigilProcess.start(
            folder, MONITORS, "256m", with(simulate, List.of("--data", data(VIGIL).toString()))));
    probes = ProbedAlerts.start("probe", PROBES, data(VIGIL), uri, HOST + ":" + kafka);
    probes.awaitFirst();
  }

  /**
   * Kills a process with -9, starts it again at once, and gives how long the longest had to wait of
   * the alerts that became due in the 20 s after the kill.
   */
  Duration kill(String name) throws InterruptedException {
    long killed = System.currentTimeMillis();
    requireNonNull(running.remove(name), name).close();
    launch(name);
    return Waits.longest(requireNonNull(probes, "probes is null").waitsOf(killed, WATCHED));
  }

  @Override
  public void close() {
    if (probes != null) {
      probes.close();
    }
    running.values().forEach(VigilProcess::close);
    try {
      FolderDeletion.of(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of the benchmark can't be deleted", e);
    }
  }
}
