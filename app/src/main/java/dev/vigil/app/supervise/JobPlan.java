package dev.vigil.app.supervise;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.AlertsJob;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.jobs.HistoryJob;
import dev.vigil.jobs.JobSettings;
import dev.vigil.jobs.ScoringJob;
import dev.vigil.jobs.VigilJob;
import dev.vigil.jobs.history.StoreTarget;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which jobs should run: the three that always do, and one for every bundle that the ledger has not
 * retired. A job may run before its entry holds; whether its scores count is the alerts job's
 * affair.
 */
public final class JobPlan implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobPlan.class);

  private static final Set<String> ALWAYS =
      Set.of(FeaturesJob.NAME, AlertsJob.NAME, HistoryJob.NAME);

  private final TopicTail ledger;
  private final JobSettings settings;
  private final StoreTarget store;
  private final Map<String, LedgerEntry> latest = new TreeMap<>();

  public JobPlan(JobSettings settings, StoreTarget store) {
    this.settings = requireNonNull(settings, "settings is null");
    this.store = requireNonNull(store, "store is null");
    this.ledger = TopicTail.fromBeginning(settings.bootstrap(), List.of(Topics.LEDGER));
  }

  /** Reads the ledger to its end and says what should run now, by name. */
  public Map<String, VigilJob> jobs() {
    ledger.readToEnd(
        record -> {
          try {
            LedgerEntry entry = Json.decode(record.value(), LedgerEntry.class);
            latest.put(entry.modelVersion(), entry);
          } catch (MalformedRecordException e) {
            LOG.warn("vigil.ledger@{} is void: {}", record.offset(), e.reason());
          }
        });
    List<VigilJob> jobs = new ArrayList<>();
    jobs.add(new FeaturesJob(settings));
    jobs.add(new AlertsJob(settings));
    jobs.add(new HistoryJob(settings, store));
    bundles().forEach((bundle, label) -> jobs.add(new ScoringJob(settings, label, bundle)));
    Map<String, VigilJob> byName = new LinkedHashMap<>();
    jobs.forEach(job -> byName.put(job.name(), job));
    return byName;
  }

  /** Whether a job on the cluster can be one of Vigil's, wanted or not; others are none of ours. */
  static boolean isOurs(String name) {
    return ALWAYS.contains(name) || name.startsWith(ScoringJob.PREFIX);
  }

  /** The first model of each bundle that is not retired, by bundle. */
  private Map<String, String> bundles() {
    Map<String, String> bundles = new LinkedHashMap<>();
    for (LedgerEntry entry : latest.values()) {
      if (entry.action() != LedgerEntry.Action.RETIRED) {
        bundles.putIfAbsent(entry.bundle(), entry.model() + "-" + entry.version());
      }
    }
    return bundles;
  }

  @Override
  public void close() {
    ledger.close();
  }
}
