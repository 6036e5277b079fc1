package dev.vigil.schemas;

import static dev.vigil.schemas.GoldenMessages.NOON;
import static dev.vigil.schemas.GoldenMessages.hash;

/** What is decided about versions of models, for {@link GoldenMessages}. */
final class GoldenLedger {
  private GoldenLedger() {}

  static LedgerEntry builtIn() {
    return new LedgerEntry(
        "news2",
        "1",
        hash('a'),
        LedgerEntry.Action.LIVE,
        Long.MIN_VALUE,
        "vigil",
        "built in",
        null);
  }

  static LedgerEntry promoted() {
    return new LedgerEntry(
        "sepsis",
        "2026-03-01",
        hash('b'),
        LedgerEntry.Action.SHADOW,
        NOON + 10,
        "dr-1",
        "first weeks",
        hash('e'));
  }

  static LedgerEntry deployed() {
    return new LedgerEntry(
        "sepsis",
        "2026-03-03",
        hash('d'),
        LedgerEntry.Action.SHADOW,
        NOON + 10,
        "dr-1",
        "deployed",
        null,
        null,
        null,
        0.0425);
  }

  static LedgerEntry canary() {
    return new LedgerEntry(
        "sepsis",
        "2026-03-02",
        hash('c'),
        LedgerEntry.Action.CANARY,
        NOON + 3_600,
        "dr-1",
        "first patients",
        hash('e'),
        20,
        null);
  }

  static LedgerEntry rolledBack() {
    return new LedgerEntry(
        "sepsis",
        "2026-03-01",
        hash('b'),
        LedgerEntry.Action.LIVE,
        NOON + 7_200,
        "dr-1",
        "too many alerts",
        null,
        null,
        "2026-03-02");
  }
}
