package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Vigil's topics on a broker: made where they are missing, checked where they exist. */
public final class KafkaTopics {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** The least {@code log.hours}. */
  private static final Duration SHORTEST_LOG = Duration.ofHours(72);

  private KafkaTopics() {}

  /**
   * Makes the missing topics, brings the settings of the others up to date, and returns when the
   * leader of every partition takes records. Before, it would refuse the first batch of an
   * idempotent producer and might take the second one, which is on its way by then: the first would
   * be out of order from then on, and given up two minutes later.
   *
   * @param bootstrap host:port, several separated by commas
   * @param partitions of the patient log, fixed for life
   * @param logHours how long the patient log is kept, at least 72; -1 for ever
   * @throws VigilException if an existing topic has another number of partitions, or Kafka doesn't
   *     answer within 20 s, or a partition has no leader for as long
   */
  public static void ensure(String bootstrap, int partitions, int logHours) {
    requireNonNull(bootstrap, "bootstrap is null");
    List<Topics.Definition> wanted = Topics.all(partitions);
    try (Admin admin = Admin.create(settings(bootstrap))) {
      Set<String> existing = admin.listTopics().names().get();
      List<Topics.Definition> missing = new ArrayList<>();
      List<Topics.Definition> present = new ArrayList<>();
      wanted.forEach(d -> (existing.contains(d.name()) ? present : missing).add(d));
      checkPartitions(admin, present);
      update(admin, present, logHours);
      create(admin, missing, logHours);
      awaitLeaders(admin, wanted, bootstrap);
    } catch (ExecutionException e) {
      throw failure(bootstrap, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VigilException.problem("Making the topics at " + bootstrap + " was interrupted.", e);
    }
  }

  /**
   * What names the Kafka cluster itself, whatever its addresses.
   *
   * @throws VigilException if Kafka doesn't answer within 20 s
   */
  public static String clusterId(String bootstrap) {
    try (Admin admin = Admin.create(settings(bootstrap))) {
      return admin.describeCluster().clusterId().get();
    } catch (ExecutionException e) {
      throw failure(bootstrap, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VigilException.problem("Asking the Kafka at " + bootstrap + " was interrupted.", e);
    }
  }

  /**
   * The second from which on nothing that a topic was given has gone by its age. Where nothing goes
   * now, something may have under a former bound, which was no shorter than the shortest there is.
   *
   * @throws VigilException if Kafka doesn't answer within 20 s
   */
  public static Instant keptSince(String bootstrap, String topic, Instant now) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(settings(bootstrap))) {
      var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      String kept =
          requireNonNull(config, "config is null").get(TopicConfig.RETENTION_MS_CONFIG).value();
      long millis = Long.parseLong(kept);
      return now.minus(millis < 0 ? SHORTEST_LOG : Duration.ofMillis(millis));
    } catch (ExecutionException e) {
      throw failure(bootstrap, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VigilException.problem("Asking the Kafka at " + bootstrap + " was interrupted.", e);
    }
  }

  private static Map<String, Object> settings(String bootstrap) {
    return Map.of(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrap,
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        5_000,
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        (int) TIMEOUT.toMillis());
  }

  private static void checkPartitions(Admin admin, List<Topics.Definition> present)
      throws ExecutionException, InterruptedException {
    var described =
        admin
            .describeTopics(present.stream().map(Topics.Definition::name).toList())
            .allTopicNames();
    for (Topics.Definition definition : present) {
      var topic = requireNonNull(described.get().get(definition.name()), "topic is null");
      int found = topic.partitions().size();
      if (found != definition.partitions()) {
        throw VigilException.usage(
            "kafka.partitions is "
                + definition.partitions()
                + ", but the topic "
                + definition.name()
                + " has "
                + found
                + " partitions, and their number is fixed for life: set kafka.partitions to "
                + found
                + ", or start with another data folder.");
      }
    }
  }

  private static void update(Admin admin, List<Topics.Definition> present, int logHours)
      throws ExecutionException, InterruptedException {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (Topics.Definition definition : present) {
      changes.put(
          new ConfigResource(ConfigResource.Type.TOPIC, definition.name()),
          definition.settings(logHours).entrySet().stream()
              .map(e -> new ConfigEntry(e.getKey(), e.getValue()))
              .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
              .toList());
    }
    admin.incrementalAlterConfigs(changes).all().get();
  }

  private static void create(Admin admin, List<Topics.Definition> missing, int logHours)
      throws ExecutionException, InterruptedException {
    List<NewTopic> topics = new ArrayList<>();
    for (Topics.Definition d : missing) {
      topics.add(
          new NewTopic(d.name(), Optional.of(d.partitions()), Optional.empty())
              .configs(d.settings(logHours)));
    }
    for (var made : admin.createTopics(topics).values().values()) {
      try {
        made.get();
      } catch (ExecutionException e) {
        // Another process of this Vigil was quicker.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private static void awaitLeaders(Admin admin, List<Topics.Definition> wanted, String bootstrap)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (Topics.Definition definition : wanted) {
      for (int i = 0; i < definition.partitions(); i++) {
        partitions.put(new TopicPartition(definition.name(), i), OffsetSpec.earliest());
      }
    }
    try {
      admin.listOffsets(partitions).all().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw VigilException.problem(
            "Partitions of Vigil's topics at "
                + bootstrap
                + " have no leader after "
                + TIMEOUT.toSeconds()
                + " s: start the brokers that hold them.",
            e);
      }
      throw e;
    }
  }

  private static VigilException failure(String bootstrap, Throwable cause) {
    if (cause instanceof TimeoutException) {
      return VigilException.problem(
          "Kafka doesn't answer at "
              + bootstrap
              + " within "
              + TIMEOUT.toSeconds()
              + " s: is it running, and is kafka.bootstrap right?",
          cause);
    }
    return VigilException.problem(
        "The topics at "
            + bootstrap
            + " could not be made ("
            + cause.getClass().getSimpleName()
            + "): "
            + cause.getMessage(),
        cause);
  }
}
