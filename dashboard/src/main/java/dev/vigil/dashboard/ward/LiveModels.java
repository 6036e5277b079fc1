package dev.vigil.dashboard.ward;

import dev.vigil.schemas.LedgerEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which model versions the ledger calls live at an instant. */
final class LiveModels {
  private final List<LedgerEntry> entries = new ArrayList<>();

  /** Takes the next line of the ledger; one that stands there already is left out. */
  void add(LedgerEntry entry) {
    if (!entries.contains(entry)) {
      entries.add(entry);
    }
  }

  /** {@code model:version} of those live, in the order of their names. */
  SortedSet<String> at(long now) {
    Map<String, String> liveByModel = new HashMap<>();
    for (LedgerEntry entry : entries) {
      if (entry.holdsFrom() > now) {
        continue;
      }
      if (entry.action() == LedgerEntry.Action.LIVE) {
        liveByModel.put(entry.model(), entry.modelVersion());
      } else {
        liveByModel.remove(entry.model(), entry.modelVersion());
      }
    }
    return new TreeSet<>(liveByModel.values());
  }
}
