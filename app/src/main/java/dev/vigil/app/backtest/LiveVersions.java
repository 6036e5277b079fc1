package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.GovernanceTimeline;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.BacktestProof.Live;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Topics;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which versions of models were live in a stretch of time, by the ledger. */
final class LiveVersions {
  private final GovernanceTimeline timeline;
  private final List<LedgerEntry> entries = new ArrayList<>();

  private LiveVersions(GovernanceTimeline timeline) {
    this.timeline = requireNonNull(timeline, "timeline is null");
  }

  static LiveVersions read(String bootstrap, GovernanceTimeline timeline) {
    LiveVersions versions = new LiveVersions(timeline);
    try (TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(Topics.LEDGER))) {
      tail.readToEnd(versions::add);
    }
    return versions;
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    try {
      entries.add(Json.decode(record.value(), LedgerEntry.class));
    } catch (MalformedRecordException e) {
      // Void for everybody; the alerts job reports it.
    }
  }

  /** Each version of a model that was live at any second of a stretch, in the ledger's order. */
  List<Live> of(String model, long from, long until) {
    Set<Live> live = new LinkedHashSet<>();
    for (LedgerEntry entry : entries) {
      if (entry.model().equals(model) && wasLive(entry, from, until)) {
        live.add(new Live(model, entry.version(), entry.bundle()));
      }
    }
    return List.copyOf(live);
  }

  /** What is live changes only where an entry begins to hold. */
  private boolean wasLive(LedgerEntry version, long from, long until) {
    LongStream changes = entries.stream().mapToLong(LedgerEntry::holdsFrom);
    return version.action() == LedgerEntry.Action.LIVE
        && LongStream.concat(LongStream.of(from), changes)
            .filter(instant -> instant >= from && instant < until)
            .anyMatch(instant -> timeline.isLive(version.model(), version.version(), instant));
  }
}
