package dev.vigil.dashboard.technical;

import dev.vigil.dashboard.ServerParts;
import dev.vigil.dashboard.models.ModelMonitors;
import dev.vigil.dashboard.outcomes.Outcomes;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.dashboard.registry.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Records in memory, for several readers of one log. */
public final class InMemoryRecordLog<T> implements RecordLog<T> {
  private final List<T> records;
  private int read;
  private boolean away;

  public InMemoryRecordLog() {
    this(new ArrayList<>());
  }

  private InMemoryRecordLog(List<T> records) {
    this.records = records;
  }

  /** Knows of no technical alert and no outcome, and of one message that was refused. */
  public static ServerParts.Watch watch(
      ModelMonitors monitors, PatientRegistry patients, LongSupplier clock) {
    return new ServerParts.Watch(
        monitors,
        new TechnicalAlerts(new InMemoryRecordLog<>()),
        new Outcomes(new InMemoryRecordLog<>(), patients, clock),
        new OneRefused(),
        List::of);
  }

  /** The same log, read from its beginning: as after a restart. */
  InMemoryRecordLog<T> reopened() {
    return new InMemoryRecordLog<>(records);
  }

  List<T> records() {
    return List.copyOf(records);
  }

  void setAway(boolean isAway) {
    away = isAway;
  }

  @Override
  public List<T> readNew() {
    requireThere();
    List<T> some = List.copyOf(records.subList(read, records.size()));
    read = records.size();
    return some;
  }

  @Override
  public void append(String key, T record) {
    requireThere();
    records.add(record);
  }

  private void requireThere() {
    if (away) {
      throw RefusedException.logAway();
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
