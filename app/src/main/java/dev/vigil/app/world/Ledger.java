package dev.vigil.app.world;

import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import dev.vigil.schemas.ledger.ModelLedger;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the ledger of models says. */
final class Ledger implements AutoCloseable {
  private final TopicTail tail;
  private final ModelLedger ledger;

  Ledger(String bootstrap, Ticks.World world) {
    tail = TopicTail.fromBeginning(bootstrap, List.of(Topics.LEDGER));
    ledger = new ModelLedger(world);
  }

  /** {@code model:version} of every model that is live at an instant, canaries too. */
  synchronized List<String> live(long instant) {
    tail.readToEnd(this::add);
    return ledger.acting(instant).stream().map(version -> version.own().modelVersion()).toList();
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    try {
      LedgerEntry entry = Json.decode(record.value(), LedgerEntry.class);
      var unused = ledger.append(entry, Math.floorDiv(record.timestamp(), 1000L));
    } catch (MalformedRecordException e) {
      // Void for everybody; the alerts job reports it.
    }
  }

  @Override
  public synchronized void close() {
    tail.close();
  }
}
