package dev.vigil.app.config;

import dev.vigil.jobs.JobSettings.StateBackend;
import java.nio.file.Path;

/**
 * Everything that can be configured: a key is a component here and nothing else ({@code
 * flink.restPort} is {@code flink.rest-port} in the file, {@code VIGIL_FLINK_REST_PORT} as a
 * variable).
 */
public record VigilConfig(
    Data data,
    Kafka kafka,
    Log log,
    Flink flink,
    Gateway gateway,
    Server server,
    OidcConfig oidc,
    Store store,
    Features features,
    Scoring scoring,
    ChannelConfig.Channels channels,
    ChannelConfig.Webhook webhook,
    ChannelConfig.Email email,
    ChannelConfig.Fhir fhir,
    OutsideConfig.Heartbeat heartbeat,
    OutsideConfig.Watch watch,
    ProcessConfig.Notifier notifier,
    ProcessConfig.Supervisor supervisor,
    ProcessConfig.Broker broker,
    ProcessConfig.Jobmanager jobmanager,
    ProcessConfig.Taskmanager taskmanager) {

  /** The same with another data folder. */
  public VigilConfig withDataFolder(Path folder) {
    return with(new Data(folder), kafka, flink, features);
  }

  /** The same with another folder for checkpoints that all machines share. */
  public VigilConfig withCheckpoints(String folder) {
    return with(data, kafka, flink.withCheckpoints(folder), features);
  }

  /** The same of a patient log that has so many partitions. */
  public VigilConfig withPartitions(int partitions) {
    Kafka other = new Kafka(kafka.bootstrap(), kafka.port(), partitions);
    return with(data, other, flink, features);
  }

  /** The same with another interval between vectors. */
  public VigilConfig withFeatureInterval(int seconds) {
    return with(data, kafka, flink, new Features(seconds));
  }

  private VigilConfig with(
      Data otherData, Kafka otherKafka, Flink otherFlink, Features otherFeatures) {
    return new VigilConfig(
        otherData,
        otherKafka,
        log,
        otherFlink,
        gateway,
        server,
        oidc,
        store,
        otherFeatures,
        scoring,
        channels,
        webhook,
        email,
        fhir,
        heartbeat,
        watch,
        notifier,
        supervisor,
        broker,
        jobmanager,
        taskmanager);
  }

  /** What is on this machine's disk. */
  public record Data(
      @Setting(
              value = "./data",
              doc = "Folder for everything that must survive a restart; one Vigil per folder.")
          Path folder) {}

  /** The broker that holds the patient log. */
  public record Kafka(
      @Setting(
              optional = true,
              doc =
                  "Brokers of a Kafka of your own, host:port[,host:port]; empty runs one in this"
                      + " process.")
          String bootstrap,
      @Setting(
              value = "0",
              min = 0,
              max = 65_535,
              doc =
                  "Loopback port of the broker in this process; 0 takes a free one and comes back"
                      + " to it.")
          int port,
      @Setting(
              value = "24",
              min = 1,
              max = 1_000,
              doc = "Partitions of the patient log; fixed for life by the first start.")
          int partitions) {

    public boolean isEmbedded() {
      return bootstrap.isEmpty();
    }
  }

  /** The patient log. */
  public record Log(
      @Setting(
              value = "72",
              min = 72,
              max = 87_600,
              or = -1,
              doc = "Hours that the patient log and all outputs are kept.")
          int hours) {}

  /** The cluster that runs the jobs. */
  public record Flink(
      @Setting(
              optional = true,
              doc =
                  "REST of a Flink cluster of your own, http://host:port; empty runs one in this"
                      + " process.")
          String restUrl,
      @Setting(
              value = "0",
              min = 0,
              max = 65_535,
              doc = "Loopback port of the REST of the cluster in this process; 0 takes a free one.")
          int restPort,
      @Setting(
              value = "1",
              min = 1,
              max = 128,
              doc = "Parallel tasks of each job; more than kafka.partitions are never used.")
          int parallelism,
      @Setting(
              value = "5",
              min = 1,
              max = 3_600,
              doc = "Seconds between checkpoints: what a job does again after a crash.")
          int checkpointSeconds,
      @Setting(
              optional = true,
              doc =
                  "Folder for checkpoints that all machines of a cluster share; empty is"
                      + " data.folder/checkpoints.")
          String checkpoints,
      @Setting(
              value = "heap",
              doc =
                  "heap, or rocksdb where the state of all patients is more than memory holds: on"
                      + " local disk, with checkpoints of what has changed. Chosen once for the"
                      + " folder of checkpoints.")
          StateBackend stateBackend) {

    public boolean isEmbedded() {
      return restUrl.isEmpty();
    }

    Flink withCheckpoints(String folder) {
      return new Flink(restUrl, restPort, parallelism, checkpointSeconds, folder, stateBackend);
    }
  }

  /** Where devices send readings. */
  public record Gateway(
      @Setting(value = "127.0.0.1", doc = "Address that the HTTP gateway listens on.") String host,
      @Setting(value = "8070", min = 0, max = 65_535, doc = "Its port; 0 takes a free one.")
          int port,
      @Setting(
              value = "1",
              doc =
                  "./vigil gateway: its name among the gateways of one log, of letters, digits,"
                      + " dots and dashes, which it keeps; 1 is that of ./vigil up, always.")
          String id,
      @Setting(
              value = "0",
              min = 0,
              max = 65_535,
              doc =
                  "./vigil gateway: port of its metrics for Prometheus, on all addresses; 0 for"
                      + " none. Those of ./vigil up are the server's.")
          int metricsPort) {}

  /** Where clinicians look. */
  public record Server(
      @Setting(value = "127.0.0.1", doc = "Address that the server of the board listens on.")
          String host,
      @Setting(value = "8080", min = 0, max = 65_535, doc = "Its port; 0 takes a free one.")
          int port,
      @Setting(
              optional = true,
              doc = "File of the users; empty for users.json in the data folder. See ./vigil user.")
          String users,
      @Setting(
              value = "any",
              doc =
                  "How the cookie of who has signed in may travel: any, or tls where a proxy speaks"
                      + " TLS for this server.")
          CookieWay cookies) {}

  /** How a session's cookie may travel. */
  public enum CookieWay {
    ANY,
    TLS
  }

  /** What keeps the history. */
  public enum StoreKind {
    /** What the data folder remembers; where there is nothing yet, the command chooses. */
    AUTO,
    EMBEDDED,
    INFLUXDB
  }

  /** The time-series store; chosen once and remembered in the data folder. */
  public record Store(
      @Setting(
              value = "auto",
              doc =
                  "embedded (in this process), influxdb, or auto: what this data folder began with;"
                      + " a first demo takes an InfluxDB that answers at store.url, anything else"
                      + " begins with embedded.")
          StoreKind kind,
      @Setting(value = "http://127.0.0.1:8086", doc = "Where InfluxDB 1.x answers.") String url,
      @Setting(optional = true, doc = "User of InfluxDB; empty if it asks for none.") String user,
      @Setting(doc = "Password of that user.") Secret password,
      @Setting(
              value = Store.DEFAULT_DATABASE,
              doc =
                  "Database in InfluxDB; made if it is missing. A replay, and a demo that takes an"
                      + " InfluxDB by itself, make one of their own.")
          String database) {
    public static final String DEFAULT_DATABASE = "vigil";
  }

  /** The features job. */
  public record Features(
      @Setting(
              value = "0",
              min = 0,
              max = 3_600,
              doc =
                  "Seconds between two feature vectors of a patient; 0 is what this data folder"
                      + " began with: 60, or 10 where a demo began it.")
          int intervalSeconds) {}

  /** The jobs that score by a bundle's models. */
  public record Scoring(
      @Setting(
              value = "500",
              min = 1,
              max = 60_000,
              doc =
                  "Milliseconds that a model may take for one score; a model that takes longer ten"
                      + " times in a row ends its own job.")
          int budgetMillis) {}
}
