package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.BacktestProof.Live;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.ledger.ModelLedger;
import dev.vigil.schemas.ledger.VersionStanding;
import java.util.List;
import java.util.stream.LongStream;

/** Which versions of models raised alerts in a stretch of time, by the ledger. */
final class LiveVersions {
  private final ModelLedger ledger;

  LiveVersions(ModelLedger ledger) {
    this.ledger = requireNonNull(ledger, "ledger is null");
  }

  /**
   * Each version of a model that was live for somebody at any second of a stretch, in order. What
   * is live changes only where an entry begins to hold.
   */
  List<Live> of(String model, long from, long until) {
    LongStream changes = ledger.entriesOf(model).stream().mapToLong(LedgerEntry::holdsFrom);
    return LongStream.concat(LongStream.of(from), changes)
        .filter(instant -> instant >= from && instant < until)
        .boxed()
        .flatMap(instant -> ledger.at(model, instant).versions().values().stream())
        .filter(VersionStanding::acts)
        .map(standing -> new Live(model, standing.version(), standing.bundle()))
        .distinct()
        .toList();
  }
}
