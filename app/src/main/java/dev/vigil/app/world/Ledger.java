package dev.vigil.app.world;

import dev.vigil.alerting.GovernanceTimeline;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the ledger of models says. */
final class Ledger implements AutoCloseable {
  private final TopicTail tail;
  private final GovernanceTimeline timeline;
  private final TreeSet<String> models = new TreeSet<>();

  Ledger(String bootstrap, Ticks.World world) {
    tail = TopicTail.fromBeginning(bootstrap, List.of(Topics.LEDGER));
    timeline = new GovernanceTimeline(world);
  }

  /** {@code model:version} of every model that is live at an instant. */
  synchronized List<String> live(long instant) {
    tail.readToEnd(this::add);
    return models.stream()
        .flatMap(
            model ->
                timeline.liveVersion(model, instant).stream()
                    .map(version -> Score.modelVersion(model, version)))
        .toList();
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    try {
      LedgerEntry entry = Json.decode(record.value(), LedgerEntry.class);
      models.add(entry.model());
      var unused = timeline.append(entry, Math.floorDiv(record.timestamp(), 1000L));
    } catch (MalformedRecordException e) {
      // Void for everybody; the alerts job reports it.
    }
  }

  @Override
  public synchronized void close() {
    tail.close();
  }
}
