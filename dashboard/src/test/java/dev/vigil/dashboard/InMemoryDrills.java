package dev.vigil.dashboard;

import dev.vigil.dashboard.drill.Drill;
import dev.vigil.dashboard.drill.DrillBook;
import dev.vigil.dashboard.drill.DrillFold;
import dev.vigil.dashboard.drill.DrillOrder;
import dev.vigil.dashboard.drill.DrillReport;
import dev.vigil.dashboard.drill.Drills;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.schemas.DrillEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Drills whose patients nobody measures; what happens in them a test puts into their folds. */
public final class InMemoryDrills implements Drills {
  private final DrillBook book = new DrillBook();
  private final PatientRegistry registry;
  private final LongSupplier clock;
  private final Map<String, DrillFold> folds = new HashMap<>();

  /** None was started yet. */
  public InMemoryDrills(PatientRegistry registry, LongSupplier clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** Where what happens in a drill that runs goes. */
  public DrillFold fold(String id) {
    return folds.computeIfAbsent(id, key -> new DrillFold(book.get(key)));
  }

  @Override
  public List<String> scenarios() {
    return List.of("bleeding", "sepsis");
  }

  @Override
  public List<Drill> all() {
    return book.all();
  }

  @Override
  public Drill find(String id) {
    return book.get(id);
  }

  @Override
  public Drill start(DrillOrder order, String by) {
    String id = book.nextId();
    registry.beginTraining(order.ward(), id);
    long now = clock.getAsLong();
    DrillEntry.Plan plan =
        new DrillEntry.Plan(order.ward(), order.scenario(), 1, 1, 7, id + "-01", now + 60);
    book.take(DrillEntry.started(id, now, by, "a test", plan));
    return book.get(id);
  }

  @Override
  public Drill stop(String id, String because, String by) {
    book.take(DrillEntry.ended(id, clock.getAsLong(), by, because));
    registry.endTraining(book.get(id).plan().ward(), id);
    return book.get(id);
  }

  @Override
  public DrillReport report(String id, boolean again) {
    return fold(id).report();
  }
}
