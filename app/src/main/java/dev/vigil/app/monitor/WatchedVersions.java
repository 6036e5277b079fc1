package dev.vigil.app.monitor;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.models.ModelLog;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.BundleManifest.Kind;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.monitoring.MonitoredVersion;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.fold.Ticks;
import dev.vigil.schemas.ledger.ModelLedger;
import dev.vigil.schemas.ledger.VersionStanding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The versions that the ledger has run, with what their bundles know. */
final class WatchedVersions {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedVersions.class);

  private final ModelLog log;
  private final ModelLedger ledger;
  private final Map<String, Optional<MonitoredVersion>> known = new HashMap<>();
  private final Map<String, String> labels = new HashMap<>();

  WatchedVersions(ModelLog log, Ticks.World world) {
    this.log = requireNonNull(log, "log is null");
    this.ledger = new ModelLedger(world);
  }

  /** All that run by what the ledger says by now. */
  List<MonitoredVersion> read() {
    for (ModelLog.Line line : log.readNew()) {
      // One that is void changes nothing; whoever folds the ledger reports it.
      var unused = ledger.append(line.entry(), line.appended());
    }
    List<MonitoredVersion> versions = new ArrayList<>();
    for (String model : ledger.models()) {
      for (VersionStanding is : ledger.at(model, ModelLedger.END).versions().values()) {
        if (is.state() != Action.RETIRED) {
          known.computeIfAbsent(is.own().modelVersion(), id -> load(is)).ifPresent(versions::add);
        }
      }
    }
    return versions;
  }

  /** The version that is live for a patient at an instant; null if none is. */
  @Nullable String live(String model, String patient, long instant) {
    return ledger.at(model, instant).liveFor(patient).map(VersionStanding::version).orElse(null);
  }

  /** Whether a version raises alerts of somebody at an instant. */
  boolean acts(String model, String version, long instant) {
    VersionStanding is = ledger.at(model, instant).versions().get(version);
    return is != null && is.acts();
  }

  /** What a trained version predicts, by its name; null of one that gives no probability. */
  @Nullable String label(String id) {
    return labels.get(id);
  }

  /** Empty if its bundle can't be used: its job says why. */
  private Optional<MonitoredVersion> load(VersionStanding is) {
    Optional<byte[]> bundle = log.find(is.bundle());
    if (bundle.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(load(is, bundle.get()));
    } catch (BundleException e) {
      LOG.warn("{} is not watched: {}", is.own().modelVersion(), e.getMessage());
      return Optional.empty();
    }
  }

  private MonitoredVersion load(VersionStanding is, byte[] bundle) throws BundleException {
    String model = is.own().model();
    BundleManifest manifest = Bundles.manifest(bundle);
    boolean isProbability =
        manifest.kind() != Kind.CLINICAL_SCORES && manifest.kind() != Kind.FORECAST;
    if (isProbability && manifest.label() != null) {
      labels.put(is.own().modelVersion(), manifest.label());
    }
    return MonitoredVersion.of(
        model,
        is.version(),
        isProbability ? (Double) manifest.decisionThreshold() : null,
        Bundles.reference(bundle),
        features(model, manifest, bundle),
        since(is.own()));
  }

  /** A bundle of several models says of each what it looks at only once it is opened. */
  private static SortedSet<String> features(String model, BundleManifest manifest, byte[] bundle)
      throws BundleException {
    if (manifest.kind() == Kind.CLINICAL_SCORES) {
      for (Model each : Bundles.open(bundle)) {
        if (each.name().equals(model)) {
          return each.features();
        }
      }
    }
    return new TreeSet<>(manifest.features().keySet());
  }

  private long since(LedgerEntry of) {
    return ledger.entriesOf(of.model()).stream()
        .filter(entry -> entry.version().equals(of.version()))
        .mapToLong(LedgerEntry::holdsFrom)
        .min()
        .orElse(of.holdsFrom());
  }
}
