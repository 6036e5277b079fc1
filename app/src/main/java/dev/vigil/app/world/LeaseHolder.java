package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever has a lease, as Kafka knows them. */
final class LeaseHolder {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseHolder.class);

  /** Where Kafka doesn't say. */
  private static final String UNKNOWN = "unknown";

  private LeaseHolder() {}

  /** Whether what {@link #of} gave names a process. */
  static boolean isSomebody(String holder) {
    return !holder.isEmpty() && !holder.equals(UNKNOWN);
  }

  /** Processes that have what there is of a group; "unknown" if Kafka doesn't say. */
  static String of(String group, String bootstrap, Duration patience) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      var described = admin.describeConsumerGroups(List.of(group)).describedGroups().get(group);
      return requireNonNull(described, "group is null")
          .get(patience.toMillis(), TimeUnit.MILLISECONDS)
          .members()
          .stream()
          .filter(member -> !member.assignment().topicPartitions().isEmpty())
          .map(LeaseHolder::name)
          .collect(Collectors.joining(", "));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("the holder of {} can't be named", group, e);
      return UNKNOWN;
    }
  }

  private static String name(MemberDescription member) {
    return "process " + member.clientId().replace("vigil-", "") + " at " + member.host();
  }
}
