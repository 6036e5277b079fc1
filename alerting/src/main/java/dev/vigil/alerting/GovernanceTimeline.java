package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.RefusedPolicyException;
import dev.vigil.alerting.wards.RefusedWardsException;
import dev.vigil.alerting.wards.WardPlan;
import dev.vigil.alerting.wards.WardPlans;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.PolicyEntry;
import dev.vigil.schemas.fold.Ticks.World;
import dev.vigil.schemas.ledger.Lead;
import dev.vigil.schemas.ledger.ModelLedger;
import dev.vigil.schemas.ledger.VersionStanding;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Governance as the topics {@code vigil.policy} and {@code vigil.ledger} have it, each read in the
 * order of its log. An entry that can't hold is void: it changes nothing, and the reason is handed
 * back to be reported. Nothing that stands in a topic makes it throw. Not thread-safe.
 */
public final class GovernanceTimeline implements Governance {
  private final World world;
  private final TreeMap<Long, Policy> policies = new TreeMap<>();
  private final TreeMap<Long, WardPlans> wards = new TreeMap<>();
  private final ModelLedger ledger;
  private boolean policyBegun;

  /**
   * An empty one: no rules, nothing live.
   *
   * @param world whether entries have to come ahead of the time from which they hold
   */
  public GovernanceTimeline(World world) {
    this.world = requireNonNull(world, "world is null");
    ledger = new ModelLedger(world);
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
    if (Lead.isTooLate(world, entry.holdsFrom(), appended, !policyBegun)) {
      return Optional.of(Lead.tooLate(what));
    }
    try {
      Policy policy = Policy.parse(entry.rules());
      if (entry.wards() != null) {
        wards.put(entry.holdsFrom(), WardPlans.parse(entry.wards()));
      }
      policies.put(entry.holdsFrom(), policy);
    } catch (RefusedPolicyException | RefusedWardsException e) {
      return Optional.of(what + " is void: " + e.getMessage());
    }
    policyBegun = true;
    return Optional.empty();
  }

  /** As {@link #appendLedger}, for an entry that is already decoded. */
  public Optional<String> append(LedgerEntry entry, long appended) {
    return ledger.append(entry, appended);
  }

  /** What the ledger says. */
  public ModelLedger ledger() {
    return ledger;
  }

  @Override
  public Policy policyAt(long instant) {
    var latest = policies.floorEntry(instant);
    return latest == null ? Policy.EMPTY : latest.getValue();
  }

  @Override
  public WardPlan wardAt(String ward, long instant) {
    var latest = wards.floorEntry(instant);
    return latest == null ? WardPlan.NONE : latest.getValue().of(ward);
  }

  @Override
  public Optional<String> liveVersion(String model, String patient, long instant) {
    return ledger.at(model, instant).liveFor(patient).map(VersionStanding::version);
  }

  @Override
  public @Nullable Double liveThreshold(String model, String patient, long instant) {
    return ledger.at(model, instant).liveFor(patient).map(VersionStanding::threshold).orElse(null);
  }
}
