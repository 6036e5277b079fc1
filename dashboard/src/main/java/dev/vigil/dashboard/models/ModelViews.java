package dev.vigil.dashboard.models;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.ledger.ModelLedger;
import dev.vigil.schemas.ledger.ModelStanding;
import dev.vigil.schemas.ledger.VersionStanding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The ledger as people look at it. */
final class ModelViews {
  private static final int ALL_PERCENT = 100;

  private final ModelLedger ledger;
  private final ModelJobs jobs;
  private final Proofs proofs;

  ModelViews(ModelLedger ledger, ModelJobs jobs, Proofs proofs) {
    this.ledger = requireNonNull(ledger, "ledger is null");
    this.jobs = requireNonNull(jobs, "jobs is null");
    this.proofs = requireNonNull(proofs, "proofs is null");
  }

  /** What the ledger said of an instant: the versions that it knew by then. */
  ModelsView at(long instant) {
    List<VersionView> versions = new ArrayList<>();
    for (String model : ledger.models()) {
      ModelStanding standing = ledger.at(model, instant);
      standing.versions().values().forEach(is -> versions.add(view(standing, is, instant)));
    }
    return new ModelsView(instant, versions, List.of());
  }

  /** What it says of now, what is still to hold, and how the jobs do. */
  ModelsView now(long now) {
    Map<String, ModelJobs.Health> health = jobs.of(bundles());
    List<VersionView> versions = new ArrayList<>();
    for (String model : ledger.models()) {
      ModelStanding standing = ledger.at(model, now);
      for (VersionStanding last : ledger.at(model, ModelLedger.END).versions().values()) {
        VersionStanding is = standing.versions().get(last.version());
        VersionView view = is == null ? announced(last) : view(standing, is, now);
        versions.add(with(view, upcoming(last, now), health.get(last.bundle())));
      }
    }
    return new ModelsView(now, versions, List.of());
  }

  /** One of the versions that a view shows, and how it came about. */
  VersionHistory history(ModelVersion of, ModelsView view) {
    VersionView is =
        view.versions().stream()
            .filter(v -> v.model().equals(of.model()) && v.version().equals(of.version()))
            .findFirst()
            .orElseGet(
                () ->
                    announced(
                        requireNonNull(
                            ledger.at(of.model(), ModelLedger.END).versions().get(of.version()))));
    List<LedgerEntry> entries =
        ledger.entriesOf(of.model()).stream()
            .filter(entry -> entry.holdsFrom() <= view.at())
            .toList();
    String proof = is.proof();
    return new VersionHistory(
        view.at(),
        is,
        entries,
        proof == null ? null : proofs.find(proof).orElse(null),
        null,
        List.of());
  }

  /** SHA-256 of the last proof that was given for a version; null if none was. */
  @Nullable String lastProof(ModelVersion of, long until) {
    String last = null;
    for (LedgerEntry entry : ledger.entriesOf(of.model())) {
      boolean counts = entry.version().equals(of.version()) && entry.holdsFrom() <= until;
      if (counts && entry.proof() != null) {
        last = entry.proof();
      }
    }
    return last;
  }

  private Set<String> bundles() {
    Set<String> bundles = new TreeSet<>();
    for (String model : ledger.models()) {
      ledger
          .at(model, ModelLedger.END)
          .versions()
          .values()
          .forEach(version -> bundles.add(version.bundle()));
    }
    return bundles;
  }

  private List<LedgerEntry> upcoming(VersionStanding of, long now) {
    return ledger.entriesOf(of.own().model()).stream()
        .filter(entry -> entry.holdsFrom() > now && entry.version().equals(of.version()))
        .toList();
  }

  private VersionView view(ModelStanding standing, VersionStanding is, long instant) {
    LedgerEntry since = is.since();
    ModelVersion of = new ModelVersion(standing.model(), is.version());
    return new VersionView(
        of.model(),
        of.version(),
        is.bundle(),
        is.state(),
        percent(standing, is),
        since.holdsFrom() == Long.MIN_VALUE ? null : (Long) since.holdsFrom(),
        since.by(),
        since.because(),
        lastProof(of, instant),
        List.of(),
        null);
  }

  private static @Nullable Integer percent(ModelStanding standing, VersionStanding is) {
    return switch (is.state()) {
      case CANARY -> is.percent();
      case LIVE -> ALL_PERCENT - standing.canary().map(VersionStanding::percent).orElse(0);
      case SHADOW, RETIRED -> null;
    };
  }

  private static VersionView announced(VersionStanding last) {
    LedgerEntry own = last.own();
    return new VersionView(
        own.model(),
        own.version(),
        own.bundle(),
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null);
  }

  private static VersionView with(
      VersionView view, List<LedgerEntry> next, ModelJobs.@Nullable Health job) {
    return new VersionView(
        view.model(),
        view.version(),
        view.bundle(),
        view.state(),
        view.percent(),
        view.since(),
        view.by(),
        view.because(),
        view.proof(),
        next,
        job);
  }
}
