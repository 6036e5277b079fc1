package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.RefusedPolicyException;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.PolicyEntry;
import dev.vigil.schemas.fold.Ticks.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Governance as the topics {@code vigil.policy} and {@code vigil.ledger} have it, each read in the
 * order of its log. An entry that can't hold is void: it changes nothing, and the reason is handed
 * back to be reported. Nothing that stands in a topic makes it throw. Not thread-safe.
 */
public final class GovernanceTimeline implements Governance {
  /**
   * In real time an entry has to hold from at least this long after it was appended, so that every
   * reader has it before the first record that it decides on.
   */
  public static final long SHORTEST_LEAD_SECONDS = 10;

  private final World world;
  private final TreeMap<Long, Policy> policies = new TreeMap<>();
  private final Map<String, TreeMap<Long, List<LedgerEntry>>> ledger = new HashMap<>();
  private boolean policyBegun;
  private boolean ledgerDated;

  /**
   * An empty one: no rules, nothing live.
   *
   * @param world whether entries have to come ahead of the time from which they hold
   */
  public GovernanceTimeline(World world) {
    this.world = requireNonNull(world, "world is null");
  }

  /**
   * Takes the next record of {@code vigil.policy}.
   *
   * @param appended the broker's time of the record, whole seconds since the epoch
   * @return why the entry is void, or empty if it holds
   */
  public Optional<String> appendPolicy(byte[] value, long appended) {
    try {
      return append(Json.decode(value, PolicyEntry.class), appended);
    } catch (MalformedRecordException e) {
      return Optional.of("policy entry is void: " + e.getMessage());
    }
  }

  /**
   * Takes the next record of {@code vigil.ledger}.
   *
   * @param appended the broker's time of the record, whole seconds since the epoch
   * @return why the entry is void, or empty if it holds
   */
  public Optional<String> appendLedger(byte[] value, long appended) {
    try {
      return append(Json.decode(value, LedgerEntry.class), appended);
    } catch (MalformedRecordException e) {
      return Optional.of("ledger entry is void: " + e.getMessage());
    }
  }

  /** As {@link #appendPolicy}, for an entry that is already decoded. */
  public Optional<String> append(PolicyEntry entry, long appended) {
    String what = "policy " + entry.version();
    if (isTooLate(entry.holdsFrom(), appended, !policyBegun)) {
      return Optional.of(tooLate(what));
    }
    try {
      policies.put(entry.holdsFrom(), Policy.parse(entry.rules()));
    } catch (RefusedPolicyException e) {
      return Optional.of(what + " is void: " + e.getMessage());
    }
    policyBegun = true;
    return Optional.empty();
  }

  /** As {@link #appendLedger}, for an entry that is already decoded. */
  public Optional<String> append(LedgerEntry entry, long appended) {
    if (isTooLate(entry.holdsFrom(), appended, !ledgerDated)) {
      return Optional.of(tooLate("ledger entry of " + entry.modelVersion()));
    }
    ledgerDated |= entry.holdsFrom() != Long.MIN_VALUE;
    ledger
        .computeIfAbsent(entry.model(), model -> new TreeMap<>())
        .computeIfAbsent(entry.holdsFrom(), from -> new ArrayList<>())
        .add(entry);
    return Optional.empty();
  }

  @Override
  public Policy policyAt(long instant) {
    var latest = policies.floorEntry(instant);
    return latest == null ? Policy.EMPTY : latest.getValue();
  }

  @Override
  public boolean isLive(String model, String version, long instant) {
    return liveVersion(model, instant).filter(version::equals).isPresent();
  }

  @Override
  public boolean hasLive(String model, long instant) {
    return liveVersion(model, instant).isPresent();
  }

  /** The version of the model whose scores raise alerts. */
  public Optional<String> liveVersion(String model, long instant) {
    TreeMap<Long, List<LedgerEntry>> entries = ledger.get(model);
    if (entries == null) {
      return Optional.empty();
    }
    String live = null;
    for (List<LedgerEntry> sameInstant : entries.headMap(instant, true).values()) {
      for (LedgerEntry entry : sameInstant) {
        if (entry.action() == LedgerEntry.Action.LIVE) {
          live = entry.version();
        } else if (entry.version().equals(live)) {
          live = null;
        }
      }
    }
    return Optional.ofNullable(live);
  }

  private boolean isTooLate(long holdsFrom, long appended, boolean first) {
    if (world == World.RECORDED || (first && holdsFrom == Long.MIN_VALUE)) {
      return false;
    }
    return holdsFrom < appended + SHORTEST_LEAD_SECONDS;
  }

  private static String tooLate(String what) {
    return what
        + " is void: it was appended less than "
        + SHORTEST_LEAD_SECONDS
        + " s before it was to hold; append it again with a later time";
  }
}
