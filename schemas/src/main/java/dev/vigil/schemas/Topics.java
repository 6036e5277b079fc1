package dev.vigil.schemas;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The Kafka topics of a Vigil. Partition counts are fixed for life. */
public final class Topics {
  public static final String PATIENTS = "vigil.patients";
  public static final String INBOX = "vigil.inbox";
  public static final String REJECTED = "vigil.rejected";
  public static final String FEATURES = "vigil.features";
  public static final String ALERTS = "vigil.alerts";
  public static final String EPISODES = "vigil.episodes";
  public static final String LEDGER = "vigil.ledger";
  public static final String POLICY = "vigil.policy";
  public static final String BUNDLES = "vigil.bundles";
  public static final String CONTEXTS = "vigil.contexts";
  public static final String DEVICES = "vigil.devices";
  public static final String IDENTITIES = "vigil.identities";
  public static final String OUTCOMES = "vigil.outcomes";
  public static final String FEEDBACK = "vigil.feedback";
  public static final String HEARTBEATS = "vigil.heartbeats";
  public static final String AUDIT = "vigil.audit";
  public static final String TECHNICAL = "vigil.technical";
  public static final String DRILLS = "vigil.drills";
  public static final String DELIVERIES = "vigil.deliveries";
  public static final String REDRIVES = "vigil.redrives";
  public static final String SUPERVISION = "vigil.supervision";

  /** Partitions of the patient log where nothing else is configured. */
  public static final int DEFAULT_PARTITIONS = 24;

  private static final long HOUR_MILLIS = 3_600_000L;

  /**
   * The segment that is written to is never compacted. With Kafka's own, of a gigabyte or a week,
   * whoever asks how jobs or a notifier do would read every second of days.
   */
  private static final int SIGNS_SEGMENT_BYTES = 4 << 20;

  private static final Set<String> OF_SIGNS = Set.of(HEARTBEATS, DELIVERIES, SUPERVISION);

  private Topics() {}

  /** How long a topic keeps its records. */
  public enum Retention {
    /** By broker time, as long as the patient log. */
    AS_LOG,
    FOR_EVER,
    /** Requests that mean the present. */
    AN_HOUR,
    /** The last value of each key. */
    COMPACTED
  }

  /** How a topic is made. */
  public record Definition(String name, int partitions, Retention retention) {
    /**
     * Kafka's topic settings.
     *
     * @param logHours hours that the patient log is kept, at least 72; -1 for ever
     */
    public Map<String, String> settings(int logHours) {
      String millis =
          switch (retention) {
            case AS_LOG -> Long.toString(logHours < 0 ? -1 : logHours * HOUR_MILLIS);
            case AN_HOUR -> Long.toString(HOUR_MILLIS);
            case FOR_EVER, COMPACTED -> "-1";
          };
      Map<String, String> settings = new TreeMap<>();
      settings.put("message.timestamp.type", "LogAppendTime");
      settings.put("retention.ms", millis);
      // Somebody else's Kafka may have a bound for all topics that set none of their own.
      settings.put("retention.bytes", "-1");
      settings.put("cleanup.policy", retention == Retention.COMPACTED ? "compact" : "delete");
      if (OF_SIGNS.contains(name)) {
        settings.put("segment.bytes", Integer.toString(SIGNS_SEGMENT_BYTES));
      }
      return settings;
    }
  }

  /**
   * How long a topic keeps its records.
   *
   * @throws IllegalArgumentException if it is none of Vigil's
   */
  public static Retention retention(String topic) {
    return all(DEFAULT_PARTITIONS).stream()
        .filter(definition -> definition.name().equals(topic))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("topic '" + topic + "' is none of Vigil's"))
        .retention();
  }

  /** All topics, for a patient log of so many partitions. */
  public static List<Definition> all(int partitions) {
    return List.of(
        new Definition(PATIENTS, partitions, Retention.AS_LOG),
        new Definition(INBOX, partitions, Retention.AS_LOG),
        new Definition(REJECTED, 1, Retention.AS_LOG),
        new Definition(FEATURES, partitions, Retention.AS_LOG),
        new Definition(ALERTS, partitions, Retention.AS_LOG),
        new Definition(EPISODES, partitions, Retention.COMPACTED),
        new Definition(LEDGER, 1, Retention.FOR_EVER),
        new Definition(POLICY, 1, Retention.FOR_EVER),
        new Definition(BUNDLES, 1, Retention.FOR_EVER),
        new Definition(CONTEXTS, 1, Retention.COMPACTED),
        new Definition(DEVICES, 1, Retention.COMPACTED),
        new Definition(IDENTITIES, 1, Retention.COMPACTED),
        new Definition(OUTCOMES, 1, Retention.FOR_EVER),
        new Definition(FEEDBACK, 1, Retention.FOR_EVER),
        new Definition(HEARTBEATS, 1, Retention.COMPACTED),
        new Definition(AUDIT, 1, Retention.FOR_EVER),
        new Definition(TECHNICAL, 1, Retention.COMPACTED),
        new Definition(DRILLS, 1, Retention.FOR_EVER),
        new Definition(DELIVERIES, 1, Retention.COMPACTED),
        new Definition(REDRIVES, 1, Retention.AN_HOUR),
        new Definition(SUPERVISION, 1, Retention.COMPACTED));
  }
}
