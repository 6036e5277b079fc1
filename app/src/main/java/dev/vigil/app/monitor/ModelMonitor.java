package dev.vigil.app.monitor;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.Closing;
import dev.vigil.app.runtime.DaemonThreads;
import dev.vigil.dashboard.kafka.KafkaModelLog;
import dev.vigil.dashboard.models.ModelLog;
import dev.vigil.dashboard.models.ModelMonitors;
import dev.vigil.dashboard.outcomes.Outcomes;
import dev.vigil.dashboard.technical.TechnicalAlerts;
import dev.vigil.history.HistoryStore;
import dev.vigil.history.StoreUnavailableException;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.models.monitoring.MonitorReport;
import dev.vigil.models.monitoring.Monitoring;
import dev.vigil.schemas.Outcome;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live monitors, in a thread of lowest priority that reads on its own: nothing waits for it. It
 * keeps nothing: after a start or a failure it folds the last day again, in a recorded world the
 * whole log, and only then judges.
 */
public final class ModelMonitor implements ModelMonitors, AutoCloseable {
  /** Patients of whom vectors and scores are counted in an hour; of more, a part is drawn. */
  public static final int MOST_PATIENTS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(ModelMonitor.class);
  private static final List<String> TOPICS = List.of(Topics.FEATURES, Topics.PATIENTS);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(5);

  /** The window, and an hour more for what the broker took later than it was known. */
  private static final Duration LOOK_BACK = Duration.ofHours(Monitoring.WINDOW_HOURS + 1);

  /** It judges so often at most, if anything has come: in a replay an hour may pass in a second. */
  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Sources sources;
  private final OutcomeFigures figures;
  private final MonitorAlerts alerts;
  private final Closing closing = new Closing();
  private final Thread thread = DaemonThreads.named("model-monitor").newThread(this::run);
  private volatile List<MonitorReport> reports = List.of();

  /**
   * What it reads, opened anew after a failure.
   *
   * @param tail of vectors and scores
   * @param retry between a failure and the next beginning
   */
  record Sources(
      Ticks.World world, Supplier<ModelLog> models, Supplier<TopicTail> tail, Duration retry) {
    Sources {
      requireNonNull(world, "world is null");
      requireNonNull(models, "models is null");
      requireNonNull(tail, "tail is null");
      requireNonNull(retry, "retry is null");
    }

    static Sources of(String bootstrap, Ticks.World world) {
      requireNonNull(bootstrap, "bootstrap is null");
      return new Sources(
          world,
          () -> new KafkaModelLog(Map.of("bootstrap.servers", bootstrap)),
          () -> open(bootstrap, world),
          RETRY);
    }
  }

  private ModelMonitor(Sources sources, OutcomeFigures figures, MonitorAlerts alerts) {
    this.sources = requireNonNull(sources, "sources is null");
    this.figures = figures;
    this.alerts = alerts;
  }

  /**
   * Begins to read.
   *
   * @param store where predictions are looked up once outcomes are known
   */
  public static ModelMonitor start(
      String bootstrap,
      Ticks.World world,
      HistoryStore store,
      TechnicalAlerts technical,
      Outcomes outcomes) {
    return start(Sources.of(bootstrap, world), store, technical, outcomes::all);
  }

  static ModelMonitor start(
      Sources sources,
      HistoryStore store,
      TechnicalAlerts technical,
      Supplier<List<Outcome>> outcomes) {
    ModelMonitor monitor =
        new ModelMonitor(
            sources, new OutcomeFigures(outcomes, store), new MonitorAlerts(technical));
    monitor.thread.setPriority(Thread.MIN_PRIORITY);
    monitor.thread.start();
    return monitor;
  }

  @Override
  public List<MonitorReport> reports() {
    return reports;
  }

  private void run() {
    while (!closing.hasBegun()) {
      try (ModelLog models = sources.models().get();
          TopicTail tail = sources.tail().get()) {
        follow(new WatchedVersions(models, sources.world()), tail);
      } catch (Throwable e) {
        // Kafka away, a defect, an Error: a monitor that ends is never noticed.
        if (closing.rest(sources.retry())) {
          LOG.warn("The model monitor stopped and begins again: {}", e.toString());
        }
      }
    }
  }

  private static TopicTail open(String bootstrap, Ticks.World world) {
    return world == Ticks.World.RECORDED
        ? TopicTail.fromBeginning(bootstrap, TOPICS)
        : TopicTail.since(bootstrap, TOPICS, System.currentTimeMillis() - LOOK_BACK.toMillis());
  }

  private void follow(WatchedVersions versions, TopicTail tail) {
    Monitoring monitoring = new Monitoring(MOST_PATIENTS, versions::live);
    MonitorFeed feed = new MonitorFeed(monitoring);
    monitoring.watch(versions.read());
    tail.readToEnd(feed::take);
    long judged = System.nanoTime() - LEAST_NANOS;
    while (!closing.hasBegun()) {
      if (System.nanoTime() - judged >= LEAST_NANOS && feed.hasTaken()) {
        monitoring.watch(versions.read());
        judge(monitoring, versions);
        judged = System.nanoTime();
      }
      tail.poll(POLL, feed::take);
    }
  }

  private void judge(Monitoring monitoring, WatchedVersions versions) {
    List<MonitorReport> found = new ArrayList<>();
    for (MonitorReport report : monitoring.reports()) {
      String label = versions.label(report.id());
      found.add(label == null ? report : calibrated(report, label));
    }
    reports = List.copyOf(found);
    long at = monitoring.now();
    alerts.tell(reports, report -> versions.acts(report.model(), report.version(), at), at);
  }

  private MonitorReport calibrated(MonitorReport report, String label) {
    try {
      return figures
          .of(report.model(), report.version(), label, report.to())
          .map(report::calibrated)
          .orElse(report);
    } catch (StoreUnavailableException e) {
      LOG.debug("no calibration of {} while the store is away", report.id(), e);
      return report;
    }
  }

  @Override
  public void close() {
    closing.begin();
    DaemonThreads.awaitEnd(thread);
  }
}
