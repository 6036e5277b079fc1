package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.alerting.GovernanceTimeline;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.RefusedPolicyException;
import dev.vigil.app.failure.VigilException;
import dev.vigil.dashboard.RulePolicy;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.PolicyEntry;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import dev.vigil.schemas.ledger.Lead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The alert rules as {@code vigil.policy} has them. Once a world has begun, its only writer. */
final class PolicyTopic implements RulePolicy, AutoCloseable {
  private static final long MILLIS = 1000L;

  /** What readers have to be given, and as much again as clocks and an append may take. */
  private static final long LEAD_SECONDS = Lead.SHORTEST_SECONDS + 5;

  private final TopicTail tail;
  private final TopicWriter writer;
  private final WorldClock clock;
  private final GovernanceTimeline timeline;
  private final List<PolicyEntry> taken = new ArrayList<>();
  private int lastVersion;

  PolicyTopic(String bootstrap, WorldClock clock) {
    this.clock = requireNonNull(clock, "clock is null");
    tail = TopicTail.fromBeginning(bootstrap, List.of(Topics.POLICY));
    writer = new TopicWriter(bootstrap);
    timeline = new GovernanceTimeline(clock.world());
  }

  @Override
  public synchronized Optional<PolicyEntry> at(@Nullable Long at) {
    refresh();
    PolicyEntry found = null;
    for (PolicyEntry entry : taken) {
      boolean holds = at == null || entry.holdsFrom() <= at;
      if (holds && (found == null || entry.holdsFrom() >= found.holdsFrom())) {
        found = entry;
      }
    }
    return Optional.ofNullable(found);
  }

  @Override
  public synchronized Changed set(JsonNode rules, String because, String by) {
    try {
      var unused = Policy.parse(rules);
    } catch (RefusedPolicyException e) {
      throw RefusedException.invalid(
          String.valueOf(e.getMessage()), "rules that ./vigil alerts rules check takes");
    }
    return clock.standing(
        now -> {
          Optional<PolicyEntry> last = at(null);
          if (last.isPresent() && last.get().rules().equals(rules)) {
            return new Changed(last.get(), false);
          }
          long lead = clock.world() == Ticks.World.REAL_TIME ? LEAD_SECONDS : 1;
          long before = last.map(PolicyEntry::holdsFrom).orElse(Long.MIN_VALUE);
          long from = Math.max(now + lead, before);
          PolicyEntry entry = new PolicyEntry(lastVersion + 1, from, by, because, rules);
          append(entry);
          return new Changed(entry, true);
        });
  }

  private void append(PolicyEntry entry) {
    try {
      writer.append(Topics.POLICY, "policy", Json.encode(entry));
    } catch (VigilException e) {
      throw RefusedException.logAway();
    }
    refresh();
    boolean holds = taken.stream().anyMatch(other -> other.version() == entry.version());
    if (!holds) {
      throw new RefusedException(
          RefusedException.Kind.UNAVAILABLE,
          "the log took the rules so late that they are void",
          "a log that takes them within some seconds, and clocks that agree",
          "Repeat the request.");
    }
  }

  private void refresh() {
    tail.readToEnd(this::add);
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    try {
      PolicyEntry entry = Json.decode(record.value(), PolicyEntry.class);
      lastVersion = Math.max(lastVersion, entry.version());
      // One that is void changes nothing; the alerts job reports it.
      if (timeline.append(entry, Math.floorDiv(record.timestamp(), MILLIS)).isEmpty()) {
        taken.add(entry);
      }
    } catch (MalformedRecordException e) {
      // Void for everybody; the alerts job reports it.
    }
  }

  @Override
  public synchronized void close() {
    tail.close();
    writer.close();
  }
}
