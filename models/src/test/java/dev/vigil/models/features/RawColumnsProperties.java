package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Columns and their copies, each of which goes on for itself, against plain lists. */
class RawColumnsProperties {
  private static final int STEPS = 300;
  private static final int MOST = 6;

  private record Row(long measured, int sensor, int value, int revision) {}

  private record Pair(RawColumns columns, List<Row> rows) {
    Pair copy() {
      return new Pair(columns.copy(), new ArrayList<>(rows));
    }

    void requireSame() {
      List<Row> all =
          IntStream.range(0, columns.size())
              .mapToObj(
                  i ->
                      new Row(
                          columns.measured(i),
                          columns.sensor(i),
                          columns.value(i),
                          columns.revision(i)))
              .toList();
      assertThat(all).isEqualTo(rows);
    }
  }

  @Property
  void copies_goOnForThemselves(@ForAll Random random) {
    List<Pair> pairs = new ArrayList<>(List.of(new Pair(new RawColumns(), new ArrayList<>())));
    for (int i = 0; i < STEPS; i++) {
      Pair pair = pairs.get(random.nextInt(pairs.size()));
      if (random.nextInt(10) == 0) {
        Pair copy = pair.copy();
        pairs.add(copy);
        pairs = new ArrayList<>(pairs.subList(Math.max(0, pairs.size() - MOST), pairs.size()));
      } else {
        change(pair, random);
      }
      pairs.forEach(Pair::requireSame);
    }
  }

  private static void change(Pair pair, Random random) {
    RawColumns columns = pair.columns();
    List<Row> rows = pair.rows();
    int size = rows.size();
    switch (size == 0 ? 0 : random.nextInt(12)) {
      case 8 -> insert(pair, random.nextInt(size), random);
      case 9 -> {
        int at = random.nextInt(size);
        Row old = rows.get(at);
        Row row = new Row(old.measured(), old.sensor(), random.nextInt(), random.nextInt());
        columns.replace(at, row.value(), row.revision());
        rows.set(at, row);
      }
      case 10 -> {
        int at = random.nextInt(size);
        Row old = rows.get(at);
        Row row = new Row(old.measured(), random.nextInt(), old.value(), old.revision());
        columns.renumber(at, row.sensor());
        rows.set(at, row);
      }
      case 11 -> {
        int from = random.nextBoolean() ? 0 : random.nextInt(size);
        int to = from + random.nextInt(1 + Math.min(8, size - from));
        columns.remove(from, to);
        rows.subList(from, to).clear();
      }
      default -> insert(pair, size, random);
    }
  }

  private static void insert(Pair pair, int index, Random random) {
    Row row = new Row(random.nextLong(), random.nextInt(), random.nextInt(), random.nextInt());
    pair.columns().insert(index, row.measured(), row.sensor(), row.value(), row.revision());
    pair.rows().add(index, row);
  }
}
