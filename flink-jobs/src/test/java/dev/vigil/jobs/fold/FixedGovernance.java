package dev.vigil.jobs.fold;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.alerting.GovernanceTimeline;
import dev.vigil.jobs.log.GovernanceFeed;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.PolicyEntry;
import dev.vigil.schemas.fold.Ticks.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Fixed rules, and NEWS2 live from the beginning; counts how often it is read. */
final class FixedGovernance implements GovernanceFeed {
  private final GovernanceTimeline timeline = new GovernanceTimeline(World.RECORDED);
  private int reads;
  private boolean closed;

  FixedGovernance() {
    accept(new PolicyEntry(1, Long.MIN_VALUE, "lead", "test", rules()));
    accept(
        new LedgerEntry(
            "news2", "1", "00", LedgerEntry.Action.LIVE, Long.MIN_VALUE, "lead", "test", null));
  }

  /** Rules that stay: the golden states carry their fingerprint, and default rules may change. */
  private static JsonNode rules() {
    try (InputStream in = FixedGovernance.class.getResourceAsStream("/golden/policy.json")) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(PolicyEntry entry) {
    timeline.append(entry, 0).ifPresent(why -> fail(why));
  }

  private void accept(LedgerEntry entry) {
    timeline.append(entry, 0).ifPresent(why -> fail(why));
  }

  private static void fail(String why) {
    throw new AssertionError(why);
  }

  @Override
  public GovernanceTimeline timeline() {
    return timeline;
  }

  @Override
  public void readToEnd() {
    reads++;
  }

  @Override
  public void close() {
    closed = true;
  }

  int reads() {
    return reads;
  }

  boolean isClosed() {
    return closed;
  }
}
