package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.sun.management.OperatingSystemMXBean;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.config.VigilConfig.StoreKind;
import dev.vigil.app.runtime.FlinkJobs;
import dev.vigil.app.runtime.FolderLock;
import dev.vigil.app.runtime.Ports;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** What the doctor looks at. Nothing is changed, and nothing is made. */
final class Examination {
  private static final long MEGABYTE = 1024 * 1024;

  /** A ward of 30 with everything in one process took 0.9 GB; the rest is for the system. */
  private static final long MEMORY_MB = 2_000;

  private static final long HEAP_MB = 700;

  /** The broker's segments, the checkpoints and a day of a ward's history. */
  private static final long DISK_MB = 2_000;

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Pattern INFLUXDB_1 = Pattern.compile("v?1\\.(\\d{1,4})\\b.*");

  /** From 1.4 on it answers in MessagePack, which keeps whole numbers whole. */
  private static final int OLDEST_INFLUXDB_1 = 4;

  private final VigilConfig config;
  private final Path folder;
  private final boolean running;

  Examination(VigilConfig config) {
    this.config = requireNonNull(config, "config is null");
    this.folder = config.data().folder().toAbsolutePath().normalize();
    this.running = FolderLock.isTaken(folder);
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(jdk());
    findings.add(memory());
    findings.add(disk());
    findings.add(data());
    findings.add(port("gateway", config.gateway().host(), config.gateway().port()));
    findings.add(port("server", config.server().host(), config.server().port()));
    Finding kafka = kafka();
    findings.add(kafka);
    if (!config.kafka().isEmbedded() && kafka.status() == Finding.Status.OK) {
      findings.addAll(
          new KafkaExamination(
                  config.kafka().bootstrap(),
                  config.kafka().partitions(),
                  System.currentTimeMillis() / 1000)
              .findings());
    }
    findings.add(flink());
    findings.add(store());
    return findings;
  }

  private static Finding jdk() {
    Runtime.Version version = Runtime.version();
    String detail = version + " (" + System.getProperty("java.vendor") + ")";
    return version.feature() >= 17
        ? Finding.ok("jdk", detail)
        : Finding.problem("jdk", detail + ": expected 17 or newer; install a newer JDK.");
  }

  private static Finding memory() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long total = system.getTotalMemorySize() / MEGABYTE;
    long heap = Runtime.getRuntime().maxMemory() / MEGABYTE;
    String detail = total + " MB, heap " + heap + " MB";
    if (total < MEMORY_MB) {
      return Finding.warning("memory", detail + ": expected " + MEMORY_MB + " MB or more.");
    }
    return heap < HEAP_MB
        ? Finding.warning(
            "memory",
            detail + ": expected a heap of " + HEAP_MB + " MB or more; set VIGIL_JAVA_OPTS=-Xmx1g.")
        : Finding.ok("memory", detail);
  }

  private Finding disk() {
    Path existing = folder;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    try {
      long free = Files.getFileStore(existing).getUsableSpace() / MEGABYTE;
      String detail = free + " MB free at " + existing;
      return free >= DISK_MB
          ? Finding.ok("disk", detail)
          : Finding.problem(
              "disk",
              detail + ": expected " + DISK_MB + " MB; make room, or set data.folder elsewhere.");
    } catch (IOException e) {
      return Finding.problem("disk", "the disk of " + existing + " can't be looked at.");
    }
  }

  private Finding data() {
    if (running) {
      String holder = FolderLock.holder(folder);
      return Finding.ok("data", folder + ": a Vigil runs here (" + holder + ")");
    }
    Path existing = folder;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return Finding.problem(
          "data", existing + " can't be written: correct its owner, or set data.folder elsewhere.");
    }
    return Finding.ok(
        "data", folder + (existing.equals(folder) ? ": no Vigil runs here" : ": not made yet"));
  }

  private Finding port(String section, String host, int port) {
    if (port == 0) {
      return Finding.ok(section, host + ", a free port");
    }
    if (running) {
      return Finding.ok(section, host + ":" + port + ", of the running Vigil");
    }
    return Ports.isFree(host, port)
        ? Finding.ok(section, host + ":" + port + " is free")
        : Finding.problem(
            section,
            host
                + ":"
                + port
                + " is taken or not an address of this machine: stop what listens there, or set "
                + section
                + ".port.");
  }

  private Finding kafka() {
    if (config.kafka().isEmbedded()) {
      return port("kafka", "127.0.0.1", config.kafka().port());
    }
    for (String broker : config.kafka().bootstrap().split(",", -1)) {
      if (answers(broker.strip())) {
        return Finding.ok("kafka", broker.strip() + " answers");
      }
    }
    return Finding.problem(
        "kafka",
        "nobody answers at "
            + config.kafka().bootstrap()
            + ": start Kafka, or correct kafka.bootstrap (host:port).");
  }

  private static boolean answers(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(hostAndPort.substring(colon + 1));
      socket.connect(
          new InetSocketAddress(hostAndPort.substring(0, Math.max(colon, 0)), port),
          (int) PATIENCE.toMillis());
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private Finding flink() {
    if (config.flink().isEmbedded()) {
      return port("flink", "127.0.0.1", config.flink().restPort());
    }
    String url = config.flink().restUrl();
    try (FlinkJobs jobs = FlinkJobs.connect(url, List.of())) {
      return jobs.version()
          .map(version -> flink(url, version))
          .orElseGet(
              () ->
                  Finding.problem(
                      "flink",
                      "Flink doesn't answer at " + url + ": start it, or correct flink.rest-url."));
    }
  }

  /** States and messages between client and cluster are those of one version. */
  private static Finding flink(String url, String version) {
    String ours = EnvironmentInformation.getVersion();
    return version.equals(ours)
        ? Finding.ok("flink", url + " answers, version " + version)
        : Finding.problem(
            "flink",
            url + " is Flink " + version + ", expected " + ours + ": start Vigil's own there.");
  }

  private Finding store() {
    if (config.store().kind() != StoreKind.INFLUXDB) {
      boolean embedded = config.store().kind() == StoreKind.EMBEDDED;
      return Finding.ok("store", embedded ? "embedded" : "auto: what the data folder began with");
    }
    String url = config.store().url();
    try {
      return influxDb(url, ping(url));
    } catch (IOException | IllegalArgumentException e) {
      return noInfluxDb(url);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return noInfluxDb(url);
    }
  }

  private static HttpResponse<Void> ping(String url) throws IOException, InterruptedException {
    HttpRequest ping = HttpRequest.newBuilder(URI.create(url + "/ping")).timeout(PATIENCE).build();
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    return client.send(ping, HttpResponse.BodyHandlers.discarding());
  }

  /** Every InfluxDB says its version with a ping. */
  private static Finding influxDb(String url, HttpResponse<Void> answer) {
    if (answer.statusCode() / 100 != 2) {
      return noInfluxDb(url);
    }
    String version = answer.headers().firstValue("X-Influxdb-Version").orElse("without a version");
    Matcher usable = INFLUXDB_1.matcher(version);
    return usable.matches() && Integer.parseInt(usable.group(1)) >= OLDEST_INFLUXDB_1
        ? Finding.ok("store", "InfluxDB answers at " + url + ", version " + version)
        : Finding.problem(
            "store",
            url
                + " is InfluxDB "
                + version
                + ", expected 1."
                + OLDEST_INFLUXDB_1
                + " or a later 1.x: start one of these, or correct store.url.");
  }

  private static Finding noInfluxDb(String url) {
    return Finding.problem(
        "store", "InfluxDB doesn't answer at " + url + ": start it, or correct store.url.");
  }
}
