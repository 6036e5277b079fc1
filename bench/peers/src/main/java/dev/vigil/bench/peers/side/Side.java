package dev.vigil.bench.peers.side;

/** One of those that are compared. All run on one thread of work and keep their state in memory. */
public enum Side {
  /** Vigil's engine in a Flink job. */
  VIGIL("vigil") {
    @Override
    public Running start(SideSettings settings) throws Exception {
      return VigilSide.start(settings);
    }
  },
  /** Kafka Streams' hopping windows. */
  KAFKA_STREAMS("kafka-streams") {
    @Override
    public Running start(SideSettings settings) {
      return KafkaStreamsSide.start(settings);
    }
  },
  /** Hazelcast Jet's sliding windows. */
  HAZELCAST_JET("hazelcast-jet") {
    @Override
    public Running start(SideSettings settings) {
      return HazelcastJetSide.start(settings);
    }
  },
  /** Flink SQL's HOP. */
  FLINK_SQL("flink-sql") {
    @Override
    public Running start(SideSettings settings) throws Exception {
      return FlinkSqlSide.start(settings);
    }
  };

  /** A side at work until it is closed. */
  @FunctionalInterface
  public interface Running extends AutoCloseable {
    @Override
    void close() throws Exception;
  }

  private final String label;

  Side(String label) {
    this.label = label;
  }

  /** How it stands in measures. */
  public String label() {
    return label;
  }

  /** Begins to read, from the start of the input. */
  public abstract Running start(SideSettings settings) throws Exception;
}
