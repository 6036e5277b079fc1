package dev.vigil.dashboard.ward;

import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.fold.Ticks;
import dev.vigil.schemas.ledger.ModelLedger;
import dev.vigil.schemas.ledger.VersionStanding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which model versions the ledger calls live at an instant, and for whom. */
final class LiveModels {
  /** Void entries don't come here, so none is judged by its time again. */
  private final ModelLedger ledger = new ModelLedger(Ticks.World.RECORDED);

  private final Set<LedgerEntry> known = new HashSet<>();

  /** Takes the next line of the ledger; one that stands there already is left out. */
  void add(LedgerEntry entry) {
    if (known.add(entry)) {
      var unused = ledger.append(entry, entry.holdsFrom());
    }
  }

  /** Those live for all or for a part of the patients, in the order of their names. */
  List<VersionStanding> at(long now) {
    return ledger.acting(now);
  }

  /** Whether the score's version is live for its patient. */
  boolean isLive(Score score, long now) {
    return isLive(score.patient(), score.model(), score.version(), now);
  }

  /** Whether a version is live for a patient. */
  boolean isLive(String patient, String model, String version, long now) {
    return ledger
        .at(model, now)
        .liveFor(patient)
        .filter(live -> live.version().equals(version))
        .isPresent();
  }
}
