package dev.vigil.ingest.ticks;

import static java.util.Objects.requireNonNull;

import dev.vigil.ingest.PatientLog;
import dev.vigil.ingest.Patients;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Resume;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.fold.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Writes the clock of the patient log: one tick into every partition. Where a partition's last tick
 * is over 10 s old, Vigil was blind, and a {@link Resume} of each of its patients goes before the
 * tick. In a recorded world the clock leaps as the recording does, and nobody was blind.
 *
 * <p>Any number of writers may run, with clocks that differ: a tick that is not later than its
 * partition's last is ignored by every reader.
 */
public final class TickWriter {
  private final PatientLog log;
  private final Patients patients;
  private final Ticks.World world;
  private final String name;
  private final List<Clock> clocks = new ArrayList<>();

  /**
   * @param lastTicks the last tick of each partition that has had one, from {@link LastTicks}
   * @param name who writes, for fault finding
   */
  public TickWriter(
      PatientLog log,
      Patients patients,
      Map<Integer, Long> lastTicks,
      Ticks.World world,
      String name) {
    this.log = requireNonNull(log, "log is null");
    this.patients = requireNonNull(patients, "patients is null");
    this.world = requireNonNull(world, "world is null");
    this.name = requireNonNull(name, "name is null");
    for (int partition = 0; partition < log.partitions(); partition++) {
      clocks.add(new Clock(partition, lastTicks.getOrDefault(partition, Ticks.NONE)));
    }
  }

  /** One partition's clock as this writer knows it. */
  private final class Clock {
    private final int partition;
    private volatile long last;
    private CompletableFuture<Void> pending = CompletableFuture.completedFuture(null);

    private Clock(int partition, long last) {
      this.partition = partition;
      this.last = last;
    }

    private boolean wasBlind(long second) {
      return world == Ticks.World.REAL_TIME
          && last != Ticks.NONE
          && second - last > Resume.LONGEST_IGNORED_GAP_SECONDS;
    }

    private CompletableFuture<Void> tick(long second) {
      // A partition whose former tick is still under way is left out: the next one says it all.
      if (pending.isDone()) {
        CompletableFuture<Void> resumed =
            wasBlind(second) ? resumeAll(second) : CompletableFuture.completedFuture(null);
        // Only after the resumes are durable: a tick without them would turn Vigil's own blindness
        // into silent patients.
        pending =
            resumed
                .thenCompose(done -> log.append(partition, new Tick(second, name)))
                .thenAccept(position -> last = Math.max(last, second));
      }
      return pending;
    }

    private CompletableFuture<Void> resumeAll(long second) {
      if (!patients.ready()) {
        return CompletableFuture.failedFuture(
            new IllegalStateException(
                "partition " + partition + " needs resumes, but the patients are not read yet"));
      }
      return CompletableFuture.allOf(
          patients.all().stream()
              .filter(PatientContext::isAdmitted)
              .map(PatientContext::patient)
              .filter(patient -> log.partitionOf(patient) == partition)
              .map(patient -> log.append(new Resume(patient, second)))
              .toArray(CompletableFuture<?>[]::new));
    }
  }

  /**
   * Writes one tick into every partition. To be called by one thread.
   *
   * @param second whole seconds since the epoch
   * @return done when all partitions have it, or, where a former one was still under way, have
   *     that; fails if one of them could not be written
   */
  public CompletableFuture<Void> tick(long second) {
    return CompletableFuture.allOf(
        clocks.stream().map(clock -> clock.tick(second)).toArray(CompletableFuture<?>[]::new));
  }
}
