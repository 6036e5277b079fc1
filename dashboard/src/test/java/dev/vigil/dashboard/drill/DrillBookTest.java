package dev.vigil.dashboard.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schemas.DrillEntry;
import dev.vigil.schemas.Json;
import org.junit.jupiter.api.Test;

class DrillBookTest {
  private final DrillBook book = new DrillBook();

  private void start(String id, long at) {
    book.take(
        DrillEntry.started(
            id, at, "ann", "x", new DrillEntry.Plan("w", "sepsis", 1, 1, 5, id + "-01", at)));
  }

  @Test
  void drills_haveIdsThatNoOtherEverHad() {
    assertThat(book.nextId()).isEqualTo("drill-1");
    start("drill-1", 10);
    book.take(DrillEntry.ended("drill-1", 20, "ann", "over"));
    assertThat(book.nextId()).isEqualTo("drill-2");
    start("drill-2", 30);

    assertThat(book.all()).extracting(Drill::id).containsExactly("drill-2", "drill-1");
    assertThat(book.get("drill-1").isOver()).isTrue();
    assertThat(book.get("drill-2").isOver()).isFalse();
  }

  @Test
  void entryThatComesTwice_orMakesNoSense_changesNothing() {
    start("drill-1", 10);
    start("drill-1", 99);
    book.take(DrillEntry.ended("drill-1", 20, "ann", "over"));
    book.take(DrillEntry.ended("drill-1", 21, "ben", "again"));
    book.take(DrillEntry.ended("drill-9", 21, "ben", "never was"));
    book.take(DrillEntry.reported("drill-1", 22, "drill", Json.mapper().createObjectNode()));
    book.take(
        DrillEntry.reported("drill-1", 23, "drill", Json.mapper().createObjectNode().put("a", 1)));

    assertThat(book.get("drill-1").started()).isEqualTo(10);
    assertThat(book.get("drill-1").end()).isEqualTo(new Drill.End(20, "ann", "over"));
    assertThat(book.all()).hasSize(1);
    assertThat(book.report("drill-1")).isEmpty();
    assertThatThrownBy(() -> book.get("drill-9")).hasMessageContaining("no drill with this id");
  }
}
