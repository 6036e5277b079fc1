package dev.vigil.dashboard.models;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.fold.Ticks;
import dev.vigil.schemas.ledger.Lead;
import dev.vigil.schemas.ledger.ModelLedger;
import dev.vigil.schemas.ledger.ModelStanding;
import dev.vigil.schemas.ledger.VersionStanding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which model versions run and which are live: the only writer of the ledger once a world has
 * begun. Each decision is judged by all that the ledger holds, what is still to hold included; one
 * that is repeated is answered as before and changes nothing. All methods block.
 */
public final class ModelRegistry {
  /** Of an uploaded bundle; it is held in memory while it is checked. */
  public static final long MOST_BUNDLE_BYTES = 64L << 20;

  /**
   * From when an entry holds, in real time: what readers of the ledger have to be given, and as
   * much again as clocks of server and broker, and an append, may take.
   */
  static final long LEAD_SECONDS = Lead.SHORTEST_SECONDS + 5;

  private static final String VIGIL = "vigil";

  private final ModelLog log;
  private final LedgerClock clock;
  private final ModelJobs jobs;
  private final ModelLedger ledger;
  private final ModelViews views;
  private final Proofs proofs;
  private final Thresholds thresholds;

  /** Over what the log holds. */
  public ModelRegistry(ModelLog log, LedgerClock clock, ModelJobs jobs) {
    this.log = requireNonNull(log, "log is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.jobs = requireNonNull(jobs, "jobs is null");
    ledger = new ModelLedger(clock.world());
    proofs = new Proofs(log);
    thresholds = new Thresholds(log);
    views = new ModelViews(ledger, jobs, proofs);
  }

  /** An uploaded bundle and what is in it. */
  public record Uploaded(String bundle, List<String> versions, boolean stored) {}

  /**
   * Takes a bundle, if it can be used here; one that is there is not stored again.
   *
   * @param id SHA-256 that the sender computed
   */
  public synchronized Uploaded upload(String id, byte[] bundle) {
    String arrived = Bundles.id(bundle);
    if (!arrived.equals(id)) {
      throw new RefusedException(
          RefusedException.Kind.INVALID,
          "the bundle that arrived has another SHA-256 than the one in the path",
          id,
          "Send it again.");
    }
    List<ModelVersion> versions = BundleCheck.versions(bundle);
    refresh();
    versions.forEach(version -> requireSameBundle(version, id));
    boolean missing = !log.has(id);
    if (missing) {
      log.store(bundle);
    }
    return new Uploaded(id, versions.stream().map(ModelVersion::toString).toList(), missing);
  }

  /** All versions of an uploaded bundle become shadows, but for those that run already. */
  public synchronized List<Change> deploy(String bundle, Reason reason, String by) {
    byte[] bytes =
        log.find(bundle)
            .orElseThrow(
                () ->
                    ModelRules.unknown(
                        "no bundle of this SHA-256 was uploaded",
                        "Upload it with PUT /api/bundles/" + bundle + " first."));
    List<ModelVersion> versions = BundleCheck.versions(bytes);
    thresholds.add(bundle, bytes);
    return clock.standing(
        now -> {
          refresh();
          versions.forEach(version -> requireSameBundle(version, bundle));
          List<Change> changes = new ArrayList<>();
          for (ModelVersion version : versions) {
            changes.add(deploy(version, bundle, new Decision(now, by, reason)));
          }
          return changes;
        });
  }

  private Change deploy(ModelVersion of, String bundle, Decision decision) {
    VersionStanding is = end(of.model()).versions().get(of.version());
    if (is != null && is.state() != Action.RETIRED) {
      return new Change(is.since(), false);
    }
    String because = decision.reason().or("deployed");
    return append(decision.entry(of, bundle, Action.SHADOW, because));
  }

  /**
   * A version becomes live, for all patients or for a part of them.
   *
   * @throws RefusedException if it isn't known or retired, a canary is in the way, its scores
   *     aren't up to date, or neither a proof nor a reason speaks for it
   */
  public synchronized Change promote(ModelVersion of, Promotion asked, String by) {
    return clock.standing(
        now -> {
          refresh();
          ModelStanding standing = end(of.model());
          VersionStanding is = ModelRules.running(standing, of);
          Action to = asked.percent() == null ? Action.LIVE : Action.CANARY;
          ModelRules.requireNoneInTheWay(standing, is, to);
          if (is.state() == to && Objects.equals(is.percent(), asked.percent())) {
            return new Change(is.since(), false);
          }
          ModelRules.requireUpToDate(of, jobs.of(List.of(is.bundle())).get(is.bundle()));
          Proofs.Grounds grounds = proofs.grounds(is, views.lastProof(of, ModelLedger.END), asked);
          Decision decision = new Decision(now, by, asked.reason());
          return append(
              decision
                  .entry(of, is.bundle(), to, grounds.because())
                  .withProof(grounds.proof())
                  .withPercent(asked.percent()));
        });
  }

  /** What was live for all before becomes so again: a canary ends, or a promotion is taken back. */
  public synchronized Change rollback(String model, Rollback asked, String by) {
    return clock.standing(
        now -> {
          refresh();
          ModelStanding standing = end(model);
          ModelRules.requireKnown(standing);
          Optional<LedgerEntry> done = ModelRules.rolledBackBefore(standing, asked);
          if (done.isPresent()) {
            return new Change(done.get(), false);
          }
          VersionStanding from = ModelRules.rolledBack(standing, asked);
          VersionStanding to = ModelRules.former(standing, from);
          Decision decision = new Decision(now, by, asked.reason());
          String because = decision.reason().or("rolled back from " + from.version());
          ModelVersion target = new ModelVersion(model, to.version());
          return append(
              decision
                  .entry(target, to.bundle(), Action.LIVE, because)
                  .withRolledBack(from.version()));
        });
  }

  /** A version runs no more; one that is live only with a reason. */
  public synchronized Change retire(ModelVersion of, Reason reason, String by) {
    return clock.standing(
        now -> {
          refresh();
          VersionStanding is = ModelRules.known(end(of.model()), of);
          if (is.state() == Action.RETIRED) {
            return new Change(is.since(), false);
          }
          String because =
              is.acts()
                  ? reason.required(of + " is live: its scores would raise no more alerts")
                  : reason.or("retired");
          return append(
              new Decision(now, by, reason).entry(of, is.bundle(), Action.RETIRED, because));
        });
  }

  /**
   * Says of what is live by which risk it decides, where no entry has: those of an earlier Vigil
   * don't, and where no rule names such a model its scores raise nothing. Everything stays what it
   * is; a version beside its canary has to wait, for an entry of its own would end the canary.
   *
   * @return what was appended
   */
  public synchronized List<Change> stateThresholds() {
    return clock.standing(
        now -> {
          refresh();
          Decision decision = new Decision(now, VIGIL, new Reason(null));
          List<Change> changes = new ArrayList<>();
          for (String model : ledger.models()) {
            ModelStanding standing = end(model);
            standing
                .canary()
                .or(standing::live)
                .filter(is -> is.threshold() == null && thresholds.of(is.bundle()) != null)
                .ifPresent(is -> changes.add(append(again(is, decision))));
          }
          return changes;
        });
  }

  private static Draft again(VersionStanding is, Decision decision) {
    ModelVersion version = new ModelVersion(is.own().model(), is.version());
    return decision
        .entry(version, is.bundle(), is.state(), "the ledger lacked the threshold of its bundle")
        .withProof(is.own().proof())
        .withPercent(is.percent());
  }

  /**
   * All versions.
   *
   * @param at the instant asked about; null for now, with what is still to hold and how jobs do
   */
  public synchronized ModelsView list(@Nullable Long at) {
    refresh();
    long now = clock.standing(instant -> instant);
    return at == null ? views.now(now) : views.at(at);
  }

  /** One version, and what the ledger has said of its model. */
  public synchronized VersionHistory show(ModelVersion of, @Nullable Long at) {
    refresh();
    ModelRules.known(end(of.model()), of);
    long now = clock.standing(instant -> instant);
    return views.history(of, at == null ? views.now(now) : views.at(at));
  }

  private void refresh() {
    for (ModelLog.Line line : log.readNew()) {
      // One that is void changes nothing; whoever folds the ledger reports it.
      var unused = ledger.append(line.entry(), line.appended());
    }
  }

  /** Waits until it is durable; the entry itself comes back with the next reading. */
  private Change append(Draft draft) {
    LedgerEntry entry = complete(draft).entry(notBefore(draft));
    long appended = log.append(entry);
    refresh();
    if (Lead.isTooLate(clock.world(), entry.holdsFrom(), appended, false)) {
      throw new RefusedException(
          RefusedException.Kind.UNAVAILABLE,
          "the log took the entry so late that it is void",
          "a log that takes it within some seconds, and clocks that agree",
          "Repeat the request.");
    }
    return new Change(entry, true);
  }

  /** With the threshold, unless an entry has said it: an earlier Vigil's has not. */
  private Draft complete(Draft draft) {
    VersionStanding is = end(draft.model()).versions().get(draft.of().version());
    boolean isSaid = is != null && is.threshold() != null;
    return isSaid || draft.action() == Action.RETIRED
        ? draft
        : draft.withThreshold(thresholds.of(draft.bundle()));
  }

  /** Never before what was decided earlier, should the clock have been set back. */
  private long notBefore(Draft draft) {
    long lead = clock.world() == Ticks.World.REAL_TIME ? LEAD_SECONDS : 1;
    List<LedgerEntry> entries = ledger.entriesOf(draft.model());
    long last = entries.isEmpty() ? Long.MIN_VALUE : entries.get(entries.size() - 1).holdsFrom();
    return Math.max(draft.now() + lead, last);
  }

  private void requireSameBundle(ModelVersion of, String bundle) {
    ModelRules.requireSameBundle(end(of.model()), of, bundle);
  }

  private ModelStanding end(String model) {
    return ledger.at(model, ModelLedger.END);
  }
}
