package dev.vigil.app.config;

/** Processes of a cluster that are started one by one. */
public final class ProcessConfig {
  private ProcessConfig() {}

  /** The process of {@code ./vigil kafka}; other commands don't read it. */
  public record Broker(
      @Setting(
              value = "1",
              min = 1,
              max = 1_000,
              doc = "./vigil kafka: number of this broker among its cluster's; fixed for life.")
          int id,
      @Setting(
              value = "127.0.0.1",
              doc = "Name or address that it listens on, and that clients and brokers find it at.")
          String host,
      @Setting(value = "9092", min = 1, max = 65_535, doc = "Its port for clients.") int port,
      @Setting(value = "9093", min = 1, max = 65_535, doc = "Its port for other brokers.")
          int controllerPort,
      @Setting(
              optional = true,
              doc =
                  "All brokers of the cluster, id@host:controller-port[,id@host:controller-port];"
                      + " empty for this one alone.")
          String quorum,
      @Setting(
              optional = true,
              doc =
                  "What all brokers of a cluster are formatted with: 16 bytes in base 64 for URLs,"
                      + " 22 characters; empty makes one up, for a broker alone.")
          String clusterId,
      @Setting(
              value = "1",
              min = 1,
              max = 9,
              doc = "Brokers that hold a copy of each partition; 3 survive the loss of one's disk.")
          int copies,
      @Setting(
              value = "1",
              min = 1,
              max = 9,
              doc = "Copies that must have a record before it is acknowledged; 2 of 3.")
          int copiesInSync) {}

  /** Who tells people: {@code ./vigil up}, or a process of its own. */
  public record Notifier(
      @Setting(
              value = "false",
              doc =
                  "./vigil up: whether ./vigil notifier tells people instead, also while this"
                      + " process is away; the channels are then configured there.")
          boolean elsewhere,
      @Setting(
              value = "0",
              min = 0,
              max = 65_535,
              doc =
                  "./vigil notifier: port of its metrics for Prometheus, on all addresses; 0 for"
                      + " none.")
          int metricsPort) {}

  /** Who sees to it that jobs run: {@code ./vigil up}, or a process of its own. */
  public record Supervisor(
      @Setting(
              value = "false",
              doc =
                  "./vigil up: whether ./vigil supervisor submits the jobs instead, also while this"
                      + " process is away; flink.* and scoring.* are then configured there.")
          boolean elsewhere,
      @Setting(
              value = "0",
              min = 0,
              max = 65_535,
              doc =
                  "./vigil supervisor: port of its metrics for Prometheus, on all addresses; 0 for"
                      + " none.")
          int metricsPort) {}

  /** The process of {@code ./vigil jobmanager}; {@code ./vigil taskmanager} looks for it there. */
  public record Jobmanager(
      @Setting(
              value = "127.0.0.1",
              doc =
                  "./vigil jobmanager: name or address that it listens on, and that TaskManagers"
                      + " find it at.")
          String host,
      @Setting(value = "6123", min = 1, max = 65_535, doc = "Its port for TaskManagers.") int port,
      @Setting(
              value = "8081",
              min = 1,
              max = 65_535,
              doc = "Port of its REST, which flink.rest-url names.")
          int restPort,
      @Setting(
              value = "0",
              min = 0,
              max = 65_535,
              doc = "Port of its metrics for Prometheus, on all addresses; 0 for none.")
          int metricsPort) {}

  /** The process of {@code ./vigil taskmanager}. */
  public record Taskmanager(
      @Setting(
              value = "127.0.0.1",
              doc =
                  "./vigil taskmanager: name or address that it listens on, and that the others"
                      + " find it at.")
          String host,
      @Setting(
              value = "12",
              min = 1,
              max = 256,
              doc =
                  "Tasks that run at once: each job takes flink.parallelism of them. What one"
                      + " TaskManager runs, the others must have room for.")
          int slots,
      @Setting(
              value = "0",
              min = 0,
              max = 65_535,
              doc = "Port of its metrics for Prometheus, on all addresses; 0 for none.")
          int metricsPort) {}
}
