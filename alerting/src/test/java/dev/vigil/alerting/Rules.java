package dev.vigil.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.PolicyEntry;
import dev.vigil.schemas.fold.Ticks.World;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Rules that tests use: easy numbers, one of each kind. */
final class Rules {
  static final String HR_HIGH = limit("hr", "heart-rate", "\"high\":130", "high", 30, 5);
  static final String HR_RAISED = limit("hr-raised", "heart-rate", "\"high\":110", "medium", 10, 5);
  static final String SPO2 = limit("spo2", "spo2", "\"low\":92", "medium", 0, 2);
  static final String NEWS_HIGH = score("news-high", "\"threshold\":7", "high", 0, 1);
  static final String NEWS = score("news", "\"threshold\":5,\"anySub\":3", "medium", 60, 1);
  static final String SILENCE =
      "{\"id\":\"silent\",\"kind\":\"unmonitored\",\"priority\":\"low\",\"doc\":\"test\"}";

  private Rules() {}

  static String limit(String id, String vital, String sides, String priority, int delay, int back) {
    return "{\"id\":\"%s\",\"kind\":\"limit\",\"vital\":\"%s\",%s,\"priority\":\"%s\",\"delaySeconds\":%d,\"hysteresis\":%d,\"doc\":\"test\"}"
        .formatted(id, vital, sides, priority, delay, back);
  }

  static String score(String id, String thresholds, String priority, int delay, int back) {
    return "{\"id\":\"%s\",\"kind\":\"score\",\"model\":\"news2\",%s,\"priority\":\"%s\",\"delaySeconds\":%d,\"hysteresis\":%d,\"doc\":\"test\"}"
        .formatted(id, thresholds, priority, delay, back);
  }

  static String combined(String id, String when) {
    return "{\"id\":\"%s\",\"kind\":\"combination\",\"when\":%s,\"priority\":\"medium\",\"doc\":\"test\"}"
        .formatted(id, when);
  }

  static JsonNode json(String... rules) {
    try {
      return Json.mapper().readTree("[" + String.join(",", rules) + "]");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** These rules and NEWS2 version 1 live, from the beginning. */
  static GovernanceTimeline governance(String... rules) {
    GovernanceTimeline governance = new GovernanceTimeline(World.RECORDED);
    governance.append(policy(1, Long.MIN_VALUE, rules), 0);
    governance.append(ledger("1", LedgerEntry.Action.LIVE, Long.MIN_VALUE), 0);
    return governance;
  }

  static PolicyEntry policy(int version, long holdsFrom, String... rules) {
    return new PolicyEntry(version, holdsFrom, "lead", "test", json(rules));
  }

  static PolicyEntry policyWithWards(int version, long holdsFrom, String wards, String... rules) {
    try {
      return new PolicyEntry(
          version, holdsFrom, "lead", "test", json(rules), Json.mapper().readTree(wards));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LedgerEntry ledger(String version, LedgerEntry.Action action, long holdsFrom) {
    return new LedgerEntry("news2", version, "00", action, holdsFrom, "lead", "test", null);
  }

  static LedgerEntry ledger(
      String version, LedgerEntry.Action action, long holdsFrom, double threshold) {
    return new LedgerEntry(
        "news2", version, "00", action, holdsFrom, "lead", "test", null, null, null, threshold);
  }

  static LedgerEntry canary(String version, int percent, long holdsFrom) {
    return new LedgerEntry(
        "news2",
        version,
        "00",
        LedgerEntry.Action.CANARY,
        holdsFrom,
        "lead",
        "test",
        null,
        percent,
        null);
  }
}
