package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever has a lease, as Kafka knows them. */
final class LeaseHolder {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseHolder.class);

  private LeaseHolder() {}

  /** Processes that have what there is of a group; empty if nobody has it or Kafka doesn't say. */
  static Optional<String> of(String group, String bootstrap, Duration patience) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      var described = admin.describeConsumerGroups(List.of(group)).describedGroups().get(group);
      return requireNonNull(described, "group is null")
          .get(patience.toMillis(), TimeUnit.MILLISECONDS)
          .members()
          .stream()
          .filter(member -> !member.assignment().topicPartitions().isEmpty())
          .map(LeaseHolder::name)
          .reduce((one, other) -> one + ", " + other);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("the holder of {} can't be named", group, e);
      return Optional.empty();
    }
  }

  private static String name(MemberDescription member) {
    return "process " + member.clientId().replace("vigil-", "") + " at " + member.host();
  }
}
