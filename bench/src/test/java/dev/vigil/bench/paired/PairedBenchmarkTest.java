package dev.vigil.bench.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedBenchmarkTest {
  private static final Effort SHORT = new Effort(30, Duration.ofNanos(1), Duration.ZERO);

  private final FakeMeter meter = new FakeMeter();
  private final StringBuilder order = new StringBuilder();

  @Test
  void rounds_runABBA() {
    // given
    Side<Integer> a = side('A', 10);
    Side<Integer> b = side('B', 30);

    // when
    List<Pair> pairs = new PairedBenchmark(SHORT, meter).compare(a, b, 1);

    // then
    assertThat(order.toString()).isEqualTo("ABBA".repeat(30));
    assertThat(pairs).hasSize(30).containsOnly(new Pair(new Cost(20, 20), new Cost(60, 60)));
  }

  @Test
  void machineThatSlowsDownEvenly_changesNoRatio() {
    // given
    long[] slowness = {1_000};
    Side<Integer> a = new Side<>(() -> spend('A', slowness[0]++));
    Side<Integer> b = new Side<>(() -> spend('B', 2 * slowness[0]++));

    // when
    List<Pair> pairs = new PairedBenchmark(SHORT, meter).compare(a, b, 1);

    // then
    assertThat(pairs).hasSize(30).allMatch(pair -> pair.ratio(Cost::cpuNanos) == 2);
  }

  @Test
  void warmUp_makesTheSlowestBatchLongEnough() {
    // given
    Effort effort = new Effort(30, Duration.ofNanos(1_000), Duration.ofNanos(100_000));
    List<Side<Integer>> sides = List.of(side('A', 10), side('B', 30));

    // when
    int operations = new PairedBenchmark(effort, meter).warmUp(sides);

    // then: 32 * 30 ns would be too short
    assertThat(operations).isEqualTo(64);
    assertThat(meter.read().cpuNanos()).isBetween(100_000L, 103_000L);
  }

  @Test
  void workThatCostsNothing_isRefused() {
    // given
    PairedBenchmark benchmark = new PairedBenchmark(SHORT, meter);
    Side<Integer> idle = new Side<>(() -> 1);

    // when, then
    assertThatThrownBy(() -> benchmark.warmUp(List.of(idle)))
        .hasMessage("16777216 operations cost no measurable CPU time");
    assertThatThrownBy(() -> benchmark.compare(idle, idle, 1).get(0).ratio(Cost::cpuNanos))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void fewerThanThirtyRounds_areRefused() {
    assertThatThrownBy(() -> new Effort(29, Duration.ofMillis(1), Duration.ZERO))
        .hasMessage("rounds is 29, expected at least 30");
  }

  @Test
  void meterOfThisJvm_countsTimeAndBytes() {
    // given
    ThreadMeter real = ThreadMeter.ofThisJvm();
    Side<long[]> side = new Side<>(() -> new long[1_000]);

    // when
    Cost cost = side.batch(1_000, real);

    // then
    assertThat(cost.bytes()).isBetween(8_000_000L, 9_000_000L);
    assertThat(cost.cpuNanos()).isPositive();
  }

  private Side<Integer> side(char name, long cost) {
    return new Side<>(() -> spend(name, cost));
  }

  private int spend(char name, long cost) {
    order.append(name);
    meter.spend(cost, cost);
    return 1;
  }
}
