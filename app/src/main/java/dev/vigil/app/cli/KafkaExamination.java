package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** What the doctor looks at in a Kafka of somebody else's; nothing is written there. */
final class KafkaExamination {
  private static final int TIMEOUT_MILLIS = 10_000;

  private static final String METADATA_VERSION = "metadata.version";

  /** Three days of the log of 30 patients at 1 Hz, 350 MB each (docs/CAPACITY.md). */
  private static final long DISK_BYTES = 10L << 30;

  private static final double GIBIBYTE = 1L << 30;
  private static final Set<AclOperation> NEEDED =
      Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE);

  private final String bootstrap;
  private final int partitions;
  private final long nowSeconds;

  /**
   * Of a Kafka that answers.
   *
   * @param partitions that the patient log is to have
   * @param nowSeconds this machine's time, since the epoch
   */
  KafkaExamination(String bootstrap, int partitions, long nowSeconds) {
    this.bootstrap = requireNonNull(bootstrap, "bootstrap is null");
    this.partitions = partitions;
    this.nowSeconds = nowSeconds;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    try (Admin admin = connect()) {
      look(admin, findings);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      findings.add(
          Finding.problem(
              "kafka",
              "what "
                  + bootstrap
                  + " holds can't be looked at ("
                  + cause.getClass().getSimpleName()
                  + "): give this user DESCRIBE on the cluster and on the topics vigil.*."));
    }
    return findings;
  }

  private Admin connect() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            TIMEOUT_MILLIS,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            TIMEOUT_MILLIS / 2));
  }

  private void look(Admin admin, List<Finding> findings)
      throws ExecutionException, InterruptedException {
    Collection<Node> brokers = admin.describeCluster().nodes().get();
    findings.add(version(admin, brokers.size()));
    findings.add(disk(admin, brokers));
    Map<String, TopicDescription> topics = topics(admin);
    findings.add(partitions(topics));
    if (!topics.isEmpty()) {
      findings.add(copies(admin, topics, brokers.size()));
      findings.add(permissions(topics));
      findings.add(clock(topics.keySet()));
    }
  }

  private static Finding version(Admin admin, int brokers)
      throws ExecutionException, InterruptedException {
    var level =
        admin.describeFeatures().featureMetadata().get().finalizedFeatures().get(METADATA_VERSION);
    String detail = brokers + (brokers == 1 ? " broker" : " brokers") + ", metadata.version ";
    return level == null
        ? Finding.problem(
            "kafka version",
            detail + "is missing: expected a Kafka with KRaft, 3.3 or newer; update it.")
        : Finding.ok("kafka version", detail + level.maxVersionLevel());
  }

  private static Finding disk(Admin admin, Collection<Node> brokers)
      throws ExecutionException, InterruptedException {
    long least = Long.MAX_VALUE;
    int emptiest = -1;
    var disks =
        admin.describeLogDirs(brokers.stream().map(Node::id).toList()).allDescriptions().get();
    for (var ofBroker : disks.entrySet()) {
      for (LogDirDescription disk : ofBroker.getValue().values()) {
        long usable = disk.usableBytes().orElse(Long.MAX_VALUE);
        if (usable < least) {
          least = usable;
          emptiest = ofBroker.getKey();
        }
      }
    }
    if (emptiest < 0) {
      return Finding.warning("kafka disk", "the brokers don't say how much room they have.");
    }
    String detail =
        String.format(Locale.ROOT, "%.1f GiB free on broker %d", least / GIBIBYTE, emptiest);
    return least >= DISK_BYTES
        ? Finding.ok("kafka disk", detail)
        : Finding.warning(
            "kafka disk",
            detail + ": three days of a ward at 1 Hz take 10 GiB for 30 patients; make room.");
  }

  private Map<String, TopicDescription> topics(Admin admin)
      throws ExecutionException, InterruptedException {
    Set<String> there = new TreeSet<>(admin.listTopics().names().get());
    there.retainAll(Topics.all(partitions).stream().map(Topics.Definition::name).toList());
    DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    return new TreeMap<>(admin.describeTopics(there, options).allTopicNames().get());
  }

  private Finding partitions(Map<String, TopicDescription> topics) {
    List<String> missing = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (Topics.Definition wanted : Topics.all(partitions)) {
      TopicDescription topic = topics.get(wanted.name());
      if (topic == null) {
        missing.add(wanted.name());
      } else if (topic.partitions().size() != wanted.partitions()) {
        wrong.add(wanted.name() + " has " + topic.partitions().size());
      }
    }
    if (!wrong.isEmpty()) {
      return Finding.problem(
          "topics",
          String.join(", ", wrong)
              + " partitions, and kafka.partitions is "
              + partitions
              + ": set it to what the topics have.");
    }
    return Finding.ok(
        "topics",
        topics.size() + " of Vigil's there, " + missing.size() + " are made at the next start");
  }

  private static Finding copies(Admin admin, Map<String, TopicDescription> topics, int brokers)
      throws ExecutionException, InterruptedException {
    int fewest = Integer.MAX_VALUE;
    Set<String> behind = new TreeSet<>();
    for (TopicDescription topic : topics.values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        fewest = Math.min(fewest, partition.replicas().size());
        if (partition.isr().size() < partition.replicas().size()) {
          behind.add(topic.name());
        }
      }
    }
    int inSync = leastInSync(admin, topics.keySet());
    String detail = fewest + " copies, of which " + inSync + " must have a record";
    if (inSync > fewest) {
      return Finding.problem(
          "copies", detail + ": nothing can be written; lower min.insync.replicas of vigil.*.");
    }
    if (!behind.isEmpty()) {
      return Finding.warning(
          "copies",
          detail + "; not all copies are up to date of " + behind + ": is a broker down?");
    }
    if (brokers > 1 && (fewest < 2 || inSync < 2)) {
      return Finding.warning(
          "copies",
          detail
              + ": with "
              + brokers
              + " brokers one that is lost may take acknowledged readings with it; give the topics"
              + " vigil.* 3 copies and min.insync.replicas=2.");
    }
    return Finding.ok("copies", detail);
  }

  private static int leastInSync(Admin admin, Set<String> topics)
      throws ExecutionException, InterruptedException {
    List<ConfigResource> asked =
        topics.stream().map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t)).toList();
    return admin.describeConfigs(asked).all().get().values().stream()
        .map(config -> config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG))
        .mapToInt(entry -> entry == null ? 1 : Integer.parseInt(entry.value()))
        .max()
        .orElse(1);
  }

  private static Finding permissions(Map<String, TopicDescription> topics) {
    List<String> lacking = new ArrayList<>();
    for (TopicDescription topic : topics.values()) {
      Set<AclOperation> may = topic.authorizedOperations();
      if (may != null && !may.containsAll(NEEDED)) {
        lacking.add(topic.name());
      }
    }
    return lacking.isEmpty()
        ? Finding.ok("permissions", "topics may be read and written")
        : Finding.problem(
            "permissions",
            "this user may not read and write "
                + String.join(", ", lacking)
                + ": give it READ, WRITE and DESCRIBE on the topics vigil.*.");
  }

  private Finding clock(Set<String> topics) {
    BrokerClock clock = new BrokerClock();
    if (topics.contains(Topics.PATIENTS)) {
      clock.readFrom(bootstrap);
    }
    return clock.finding(nowSeconds);
  }
}
