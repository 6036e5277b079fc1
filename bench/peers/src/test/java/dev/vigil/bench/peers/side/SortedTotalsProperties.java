package dev.vigil.bench.peers.side;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.bench.peers.work.WindowMoments;
import dev.vigil.bench.peers.work.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A peer's accumulator has to be right, too. */
class SortedTotalsProperties {
  @Property(tries = 300)
  void framesThatComeAndGo_leaveWhatIsBetween(@ForAll Random random) {
    List<SortedTotals> frames = new ArrayList<>();
    List<List<Long>> values = new ArrayList<>();
    SortedTotals window = new SortedTotals();
    for (int i = 0; i < 40; i++) {
      if (!frames.isEmpty() && random.nextInt(3) == 0) {
        window.deduct(frames.remove(0));
        values.remove(0);
      } else {
        List<Long> held = random.longs(random.nextInt(4), -5, 5).boxed().toList();
        SortedTotals frame = new SortedTotals();
        held.forEach(frame::add);
        window.combine(frame);
        frames.add(frame);
        values.add(held);
      }
      assertHolds(window, values.stream().flatMap(List::stream).toList());
    }
  }

  private static void assertHolds(SortedTotals window, List<Long> held) {
    if (held.isEmpty()) {
      assertThat(window).isEqualTo(new SortedTotals());
      return;
    }
    WindowMoments given = Wire.result(Wire.key(0, 0), window.totals().result(1, 0));
    assertThat(given.count()).isEqualTo(held.size());
    assertThat(given.sum()).isEqualTo(held.stream().mapToLong(v -> v).sum());
    assertThat(given.sumOfSquares()).isEqualTo(held.stream().mapToLong(v -> v * v).sum());
    assertThat(given.min()).isEqualTo(held.stream().mapToLong(v -> v).min().orElseThrow());
    assertThat(given.max()).isEqualTo(held.stream().mapToLong(v -> v).max().orElseThrow());
  }
}
