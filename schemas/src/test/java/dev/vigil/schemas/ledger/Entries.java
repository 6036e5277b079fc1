package dev.vigil.schemas.ledger;

import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;

/** Entries of one model, as tests write them. */
final class Entries {
  static final String MODEL = "sepsis";

  private Entries() {}

  static LedgerEntry shadow(String version, long from) {
    return entry(version, Action.SHADOW, from, null, null);
  }

  static LedgerEntry live(String version, long from) {
    return entry(version, Action.LIVE, from, null, null);
  }

  static LedgerEntry retired(String version, long from) {
    return entry(version, Action.RETIRED, from, null, null);
  }

  static LedgerEntry canary(String version, int percent, long from) {
    return entry(version, Action.CANARY, from, percent, null);
  }

  static LedgerEntry rollback(String to, String from, long holdsFrom) {
    return entry(to, Action.LIVE, holdsFrom, null, from);
  }

  private static LedgerEntry entry(
      String version, Action action, long from, Integer percent, String rolledBack) {
    return new LedgerEntry(
        MODEL, version, "00", action, from, "lead", "test", null, percent, rolledBack);
  }
}
