package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.alerting.GovernanceTimeline;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.RefusedPolicyException;
import dev.vigil.alerting.wards.RefusedWardsException;
import dev.vigil.alerting.wards.WardPlan;
import dev.vigil.alerting.wards.WardPlans;
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
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Alert rules and plans of wards as {@code vigil.policy} has them. Once a world has begun, its only
 * writer.
 */
final class PolicyTopic implements RulePolicy, AutoCloseable {
  private static final long MILLIS = 1000L;

  /** What readers have to be given, and as much again as clocks and an append may take. */
  private static final long LEAD_SECONDS = Lead.SHORTEST_SECONDS + 5;

  /** Below what a broker takes in one record where nobody set that otherwise. */
  private static final int MOST_BYTES = 900_000;

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
    PolicyEntry found = latest(at == null ? Long.MAX_VALUE : at, entry -> true);
    if (found == null || found.wards() != null) {
      return Optional.ofNullable(found);
    }
    PolicyEntry plans = latest(found.holdsFrom(), entry -> entry.wards() != null);
    return Optional.of(plans == null ? found : found.with(plans.wards()));
  }

  /** Of two that hold from the same instant the one that was written later. */
  private @Nullable PolicyEntry latest(long at, Predicate<PolicyEntry> wanted) {
    return taken.stream()
        .filter(entry -> entry.holdsFrom() <= at && wanted.test(entry))
        .reduce((one, next) -> next.holdsFrom() >= one.holdsFrom() ? next : one)
        .orElse(null);
  }

  @Override
  public synchronized Changed set(Asked asked, String because, String by) {
    require(asked);
    return clock.standing(
        now -> {
          PolicyEntry last = at(null).orElseThrow(RulePolicy::noRules);
          asked.requireUnchanged(last);
          JsonNode rules = asked.rules() == null ? last.rules() : asked.rules();
          if (rules.equals(last.rules())
              && (asked.wards() == null || asked.wards().equals(last.wards()))) {
            return new Changed(last, false);
          }
          long lead = clock.world() == Ticks.World.REAL_TIME ? LEAD_SECONDS : 1;
          long from = Math.max(now + lead, last.holdsFrom());
          PolicyEntry entry =
              new PolicyEntry(lastVersion + 1, from, by, because, rules, asked.wards());
          append(entry);
          return new Changed(entry, true);
        });
  }

  /** How a ward calls people at an instant. */
  synchronized WardPlan wardAt(String ward, long instant) {
    refresh();
    return timeline.wardAt(ward, instant);
  }

  private static void require(Asked asked) {
    try {
      if (asked.rules() != null) {
        var unused = Policy.parse(asked.rules());
      }
      if (asked.wards() != null) {
        var unused = WardPlans.parse(asked.wards());
      }
    } catch (RefusedPolicyException e) {
      throw RefusedException.invalid(
          String.valueOf(e.getMessage()), "rules that ./vigil alerts rules check takes");
    } catch (RefusedWardsException e) {
      throw RefusedException.invalid(
          String.valueOf(e.getMessage()), "plans that ./vigil wards check takes");
    }
  }

  private void append(PolicyEntry entry) {
    byte[] value = Json.encode(entry);
    if (value.length > MOST_BYTES) {
      throw RefusedException.invalid(
          "rules and plans have " + value.length + " bytes together",
          "at most " + MOST_BYTES + ": a shorter rota, for example");
    }
    try {
      writer.append(Topics.POLICY, "policy", value);
    } catch (VigilException e) {
      throw RefusedException.logAway();
    }
    refresh();
    boolean holds = taken.stream().anyMatch(other -> other.version() == entry.version());
    if (!holds) {
      throw new RefusedException(
          RefusedException.Kind.UNAVAILABLE,
          "the log took them so late that they are void",
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
