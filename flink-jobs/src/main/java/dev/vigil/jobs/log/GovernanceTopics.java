package dev.vigil.jobs.log;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.GovernanceTimeline;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code vigil.ledger} and {@code vigil.policy} say, as far as they have been read. */
public final class GovernanceTopics implements GovernanceFeed {
  private static final Logger LOG = LoggerFactory.getLogger(GovernanceTopics.class);

  private final TopicTail tail;
  private final GovernanceTimeline timeline;

  public GovernanceTopics(String bootstrap, Ticks.World world) {
    this(
        TopicTail.fromBeginning(
            requireNonNull(bootstrap, "bootstrap is null"), List.of(Topics.LEDGER, Topics.POLICY)),
        world);
  }

  GovernanceTopics(TopicTail tail, Ticks.World world) {
    this.tail = tail;
    timeline = new GovernanceTimeline(world);
  }

  @Override
  public GovernanceTimeline timeline() {
    return timeline;
  }

  /** Reads both topics to their ends. An entry that is void is reported, and changes nothing. */
  @Override
  public void readToEnd() {
    tail.readToEnd(this::add);
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    long appended = Math.floorDiv(record.timestamp(), 1000L);
    Optional<String> refusal =
        record.topic().equals(Topics.LEDGER)
            ? timeline.appendLedger(record.value(), appended)
            : timeline.appendPolicy(record.value(), appended);
    refusal.ifPresent(why -> LOG.warn("{}@{}: {}", record.topic(), record.offset(), why));
  }

  @Override
  public void close() {
    tail.close();
  }
}
