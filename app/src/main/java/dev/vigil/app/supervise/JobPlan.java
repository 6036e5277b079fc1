package dev.vigil.app.supervise;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.AlertsJob;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.jobs.HistoryJob;
import dev.vigil.jobs.JobSettings;
import dev.vigil.jobs.ScoringJob;
import dev.vigil.jobs.history.StoreTarget;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which jobs should run: the three that always do, and one for every bundle that the ledger wants.
 * Whether a model's scores count is the alerts job's affair.
 */
public final class JobPlan implements Supplier<List<PlannedJob>>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobPlan.class);

  private static final Set<String> ALWAYS =
      Set.of(FeaturesJob.NAME, AlertsJob.NAME, HistoryJob.NAME);

  private final TopicTail ledger;
  private final JobSettings settings;
  private final StoreTarget store;
  private final Duration scoreBudget;
  private final LongSupplier now;
  private final WantedBundles bundles;

  /**
   * A plan by the ledger's present state.
   *
   * @param scoreBudget longest time for one score of a model
   * @param now the world's clock, whole seconds since the epoch
   */
  public JobPlan(JobSettings settings, StoreTarget store, Duration scoreBudget, LongSupplier now) {
    this.settings = requireNonNull(settings, "settings is null");
    this.store = requireNonNull(store, "store is null");
    this.scoreBudget = requireNonNull(scoreBudget, "scoreBudget is null");
    this.now = requireNonNull(now, "now is null");
    this.bundles = new WantedBundles(settings.world());
    this.ledger = TopicTail.fromBeginning(settings.bootstrap(), List.of(Topics.LEDGER));
  }

  /** Reads the ledger to its end and says what should run now. */
  @Override
  public List<PlannedJob> get() {
    ledger.readToEnd(this::append);
    List<PlannedJob> jobs = new ArrayList<>();
    jobs.add(PlannedJob.of(new FeaturesJob(settings)));
    jobs.add(PlannedJob.of(new AlertsJob(settings)));
    jobs.add(PlannedJob.of(new HistoryJob(settings, store)));
    bundles
        .at(now.getAsLong())
        .forEach(
            (bundle, models) ->
                jobs.add(
                    new PlannedJob(
                        new ScoringJob(settings, bundle, scoreBudget),
                        List.copyOf(models),
                        bundles.entriesOf(bundle))));
    return jobs;
  }

  private void append(ConsumerRecord<byte[], byte[]> record) {
    try {
      LedgerEntry entry = Json.decode(record.value(), LedgerEntry.class);
      bundles
          .append(entry, TimeUnit.MILLISECONDS.toSeconds(record.timestamp()))
          .ifPresent(reason -> report(record, reason));
    } catch (MalformedRecordException e) {
      report(record, e.reason());
    }
  }

  private static void report(ConsumerRecord<byte[], byte[]> record, String reason) {
    LOG.warn("{}@{} is void: {}", record.topic(), record.offset(), reason);
  }

  /** Whether a job on the cluster can be one of Vigil's, wanted or not; others are none of ours. */
  static boolean isOurs(String name) {
    return ALWAYS.contains(name) || name.startsWith(ScoringJob.PREFIX);
  }

  @Override
  public void close() {
    ledger.close();
  }
}
