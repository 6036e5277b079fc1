package dev.vigil.app.drill;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.books.JobReports;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.DaemonThreads;
import dev.vigil.app.sending.WardStream;
import dev.vigil.dashboard.drill.Drill;
import dev.vigil.dashboard.drill.DrillBook;
import dev.vigil.dashboard.drill.DrillOrder;
import dev.vigil.dashboard.drill.DrillReport;
import dev.vigil.dashboard.drill.Drills;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.dashboard.technical.RecordLog;
import dev.vigil.jobs.AlertsJob;
import dev.vigil.schemas.DrillEntry;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.fold.Ticks;
import dev.vigil.simulator.ward.DrillWard;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drills in a world in real time. Which there are stands in {@code vigil.drills}, whose only writer
 * this is; what is measured of their patients goes through the gateway as all readings do. One that
 * ran when Vigil ended is ended, with the reason, at the next start: nobody measured its patients
 * meanwhile.
 */
public final class LiveDrills implements Drills, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveDrills.class);
  private static final Duration GATEWAY_PATIENCE = Duration.ofSeconds(30);
  private static final long TIDY_SECONDS = 2;

  /** Whoever practises on patients of whom nothing comes any more practises something else. */
  private static final long MOST_SILENT_SECONDS = 30;

  /** One that nobody ends is forgotten. */
  private static final long LONGEST_SECONDS = 2 * 3600L;

  private final String bootstrap;
  private final Ticks.World world;
  private final LongSupplier clock;
  private final RecordLog<DrillEntry> log;
  private final URI gateway;
  private final DrillPatients patients;
  private final DrillBook book = new DrillBook();
  private final Map<String, WardStream> streams = new HashMap<>();
  private final Map<String, DrillReader> readers = new HashMap<>();

  /** Over, but patients are still there or the report isn't kept yet. */
  private final Set<String> unsettled = new HashSet<>();

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("drills"));

  /**
   * Reads which drills there are; their wards are training wards from now on.
   *
   * @param clock the world's, whole seconds since the epoch
   * @param gateway where the patients' monitors send
   */
  public LiveDrills(
      String bootstrap,
      Ticks.World world,
      LongSupplier clock,
      PatientRegistry registry,
      URI gateway,
      RecordLog<DrillEntry> log) {
    this.bootstrap = requireNonNull(bootstrap, "bootstrap is null");
    this.world = requireNonNull(world, "world is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.gateway = requireNonNull(gateway, "gateway is null");
    this.log = requireNonNull(log, "log is null");
    patients = new DrillPatients(requireNonNull(registry, "registry is null"));
    refresh();
    for (Drill drill : book.all()) {
      if (!drill.isOver() || book.report(drill.id()) == null) {
        patients.keepWard(drill);
        unsettled.add(drill.id());
      }
    }
  }

  /** Ends what is to be ended, from now on; not before every partition has a tick. */
  public void begin() {
    if (world == Ticks.World.REAL_TIME) {
      var unused = thread.scheduleWithFixedDelay(this::tidy, 0, TIDY_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Never throws. */
  synchronized void tidy() {
    try {
      refresh();
      for (Drill drill : book.all()) {
        if (!drill.isOver()) {
          mind(drill);
        } else if (unsettled.contains(drill.id())) {
          settle(drill);
        }
      }
    } catch (Throwable e) { // also an Error: it would end the schedule
      LOG.warn("drills could not be tidied: {}", e.toString());
    }
  }

  private void mind(Drill drill) {
    WardStream stream = streams.get(drill.id());
    if (stream == null) {
      end(drill, "Vigil was restarted in the middle of it, or could not start it", BY);
      return;
    }
    long now = clock.getAsLong();
    WardStream.Failure failure = stream.failure();
    if (failure != null && now - failure.since() >= MOST_SILENT_SECONDS) {
      String why = failure.because();
      end(drill, "its devices could send nothing for " + MOST_SILENT_SECONDS + " s: " + why, BY);
    } else if (now - drill.started() > LONGEST_SECONDS) {
      end(drill, "nobody had ended it for " + LONGEST_SECONDS / 3600 + " hours", BY);
    }
  }

  @Override
  public List<String> scenarios() {
    return DrillPlans.scenarios();
  }

  @Override
  public synchronized List<Drill> all() {
    refresh();
    return book.all();
  }

  @Override
  public synchronized Drill find(String id) {
    refresh();
    return book.get(id);
  }

  @Override
  public synchronized Drill start(DrillOrder order, String by) {
    if (world != Ticks.World.REAL_TIME) {
      throw RefusedException.conflict(
          "this is a recorded world", "one in real time", "Start one with ./vigil up.");
    }
    refresh();
    String id = book.nextId();
    DrillWard ward = DrillPlans.ward(id, order, clock.getAsLong());
    patients.beginWard(order.ward(), id);
    try {
      append(DrillPlans.started(ward, by, requireNonNullElse(order.because(), "a drill")));
    } catch (RefusedException e) {
      patients.endWard(order.ward(), id);
      throw e;
    }
    admitAndMeasure(book.get(id), ward);
    return book.get(id);
  }

  private void admitAndMeasure(Drill drill, DrillWard ward) {
    WardStream stream = new WardStream(gateway, ward, clock, verdicts -> {});
    try {
      patients.admit(drill, ward);
      stream.start(GATEWAY_PATIENCE);
      streams.put(drill.id(), stream);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(drill, stream, "it was interrupted");
    } catch (VigilException e) {
      throw failed(drill, stream, e.sentence());
    } catch (RefusedException e) {
      throw failed(drill, stream, String.valueOf(e.getMessage()));
    }
  }

  private RefusedException failed(Drill drill, WardStream stream, String why) {
    stream.close();
    end(drill, "it could not be started: " + why, BY);
    return new RefusedException(
        RefusedException.Kind.UNAVAILABLE,
        drill.id() + " could not be started: " + why,
        "a gateway and a log that take its patients",
        "Look at /api/status and start another one.");
  }

  @Override
  public synchronized Drill stop(String id, String because, String by) {
    refresh();
    Drill drill = book.get(id);
    if (drill.isOver()) {
      throw RefusedException.conflict(
          id + " is over", "a drill that runs", "Read what it showed: ./vigil drill report " + id);
    }
    end(drill, because, by);
    return book.get(id);
  }

  private void end(Drill drill, String because, String by) {
    append(DrillEntry.ended(drill.id(), clock.getAsLong(), by, because));
    unsettled.add(drill.id());
    WardStream stream = streams.remove(drill.id());
    if (stream != null) {
      stream.close();
    }
    DrillReader reader = readers.remove(drill.id());
    if (reader != null) {
      reader.close();
    }
    var unused = leave(drill); // what is left to do is tidied up
  }

  private boolean leave(Drill drill) {
    boolean left = patients.discharge(drill);
    if (left) {
      patients.endWard(drill.plan().ward(), drill.id());
    }
    return left;
  }

  /** The patients leave, the ward is one as any other again, and the report is kept. */
  private void settle(Drill drill) {
    if (leave(drill) && (book.report(drill.id()) != null || keep(drill))) {
      unsettled.remove(drill.id());
    }
  }

  /** Once the alerts job has passed the end: all that was decided before stands in the log. */
  private boolean keep(Drill drill) {
    long end = requireNonNull(drill.end(), "a drill that runs has no last report").at();
    try (JobReports reports = JobReports.ofAll(bootstrap)) {
      reports.readToEnd();
      if (reports.passed(AlertsJob.NAME) <= end) {
        return false;
      }
    }
    JsonNode report = Json.mapper().valueToTree(computed(drill));
    append(DrillEntry.reported(drill.id(), clock.getAsLong(), BY, report));
    return true;
  }

  @Override
  public synchronized DrillReport report(String id, boolean again) {
    refresh();
    Drill drill = book.get(id);
    JsonNode kept = book.report(id);
    if (kept != null && !again) {
      return read(kept);
    }
    return drill.isOver()
        ? computed(drill)
        : readers.computeIfAbsent(id, key -> new DrillReader(bootstrap, drill)).report();
  }

  private DrillReport computed(Drill drill) {
    try (DrillReader reader = new DrillReader(bootstrap, drill)) {
      return reader.report();
    }
  }

  private static DrillReport read(JsonNode kept) {
    try {
      return Json.mapper().treeToValue(kept, DrillReport.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the report that was kept is none of this Vigil's", e);
    }
  }

  private void append(DrillEntry entry) {
    log.append(entry.drill(), entry);
    refresh();
  }

  private void refresh() {
    log.readNew().forEach(book::take);
  }

  @Override
  public synchronized void close() {
    thread.shutdownNow();
    streams.values().forEach(WardStream::close);
    readers.values().forEach(DrillReader::close);
    log.close();
  }
}
