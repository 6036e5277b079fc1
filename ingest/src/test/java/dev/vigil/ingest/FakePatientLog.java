package dev.vigil.ingest;

import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.Tick;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A patient log in memory that can be made to fail, or to hold its answers back. */
public final class FakePatientLog implements PatientLog {
  private final int partitions;
  private final List<List<LogRecord>> journals = new ArrayList<>();
  private final Deque<Runnable> held = new ArrayDeque<>();
  private Predicate<LogRecord> failing = record -> false;
  private boolean holding;
  private @Nullable Reason notReady;

  public FakePatientLog(int partitions) {
    this.partitions = partitions;
    for (int i = 0; i < partitions; i++) {
      journals.add(new ArrayList<>());
    }
  }

  public void failOn(Predicate<LogRecord> records) {
    failing = records;
  }

  public void setNotReady(@Nullable Reason reason) {
    notReady = reason;
  }

  /** From now on appends are answered by {@link #release()} only. */
  public void hold() {
    holding = true;
  }

  public synchronized void release() {
    holding = false;
    while (!held.isEmpty()) {
      held.poll().run();
    }
  }

  public List<LogRecord> journal(int partition) {
    return journals.get(partition);
  }

  /** All records of readings, partition by partition. */
  public synchronized List<Readings> readings() {
    return journals.stream()
        .flatMap(List::stream)
        .filter(Readings.class::isInstance)
        .map(Readings.class::cast)
        .toList();
  }

  /** The one reading that the log should hold. */
  public Reading onlyReading() {
    List<Readings> records = readings();
    if (records.size() != 1 || records.get(0).readings().size() != 1) {
      throw new AssertionError("expected one reading, found " + records);
    }
    return records.get(0).readings().get(0);
  }

  @Override
  public CompletableFuture<Position> append(PatientRecord record) {
    return append(partitionOf(record.patient()), record);
  }

  @Override
  public CompletableFuture<Position> append(int partition, Tick tick) {
    return append(partition, (LogRecord) tick);
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public int partitionOf(String patient) {
    return Math.floorMod(patient.hashCode(), partitions);
  }

  @Override
  public @Nullable Reason notReady() {
    return notReady;
  }

  private synchronized CompletableFuture<Position> append(int partition, LogRecord record) {
    CompletableFuture<Position> appended = new CompletableFuture<>();
    boolean fails = failing.test(record);
    List<LogRecord> journal = journals.get(partition);
    if (!fails) {
      journal.add(record);
    }
    Position position = new Position(partition, journal.size() - 1L);
    Runnable answer =
        () -> {
          if (fails) {
            appended.completeExceptionally(new IllegalStateException("the log is away"));
          } else {
            appended.complete(position);
          }
        };
    if (holding) {
      held.add(answer);
    } else {
      answer.run();
    }
    return appended;
  }
}
