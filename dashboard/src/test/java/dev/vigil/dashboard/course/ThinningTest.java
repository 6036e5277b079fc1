package dev.vigil.dashboard.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThinningTest {
  private static final long START = 1_772_000_000L;

  @Test
  void spikeOfOneSecondInAMonth_isKeptAtItsSecond() {
    int month = 30 * 24 * 3600;
    Thinning thinning = new Thinning(month / 400);
    for (int i = 0; i < month; i++) {
      thinning.add(START + i, i == 1_234_567 ? 190 : 80, i == 1_234_567 ? 190 : 80);
    }

    JsonNode points = thinning.points(30, false);

    assertThat(points.size()).isLessThan(4 * 402);
    assertThat(points).anyMatch(p -> p.get(0).asLong() == START + 1_234_567);
    assertThat(values(points)).contains(190.0).doesNotContain(Double.NaN);
  }

  @Test
  void everyStretch_keepsFirstLowestHighestAndLast_asTheyWere() {
    Random random = new Random(7);
    List<double[]> all = new ArrayList<>();
    Thinning thinning = new Thinning(60);
    for (long second = START; second < START + 3600; second += 1 + random.nextInt(4)) {
      double value = Math.round(800 + 100 * random.nextGaussian()) / 10.0;
      all.add(new double[] {second, value});
      thinning.add(second, value, value);
    }

    List<double[]> kept = pairs(thinning.points(600, false));

    assertThat(kept).isSubsetOf(all).isSortedAccordingTo((a, b) -> Double.compare(a[0], b[0]));
    for (long stretch = START / 60; stretch <= (START + 3599) / 60; stretch++) {
      List<double[]> before = within(all, stretch);
      List<double[]> after = within(kept, stretch);
      assertThat(after.get(0)).isEqualTo(before.get(0));
      assertThat(after.get(after.size() - 1)).isEqualTo(before.get(before.size() - 1));
      assertThat(after.stream().mapToDouble(p -> p[1]).max())
          .isEqualTo(before.stream().mapToDouble(p -> p[1]).max());
      assertThat(after.stream().mapToDouble(p -> p[1]).min())
          .isEqualTo(before.stream().mapToDouble(p -> p[1]).min());
    }
  }

  @Test
  void gap_isNeverBridged() {
    Thinning thinning = new Thinning(10);
    for (int i = 0; i < 100; i++) {
      thinning.add(START + i, 80, 80);
    }
    thinning.add(START + 200, 82, 82);

    assertThat(values(thinning.points(30, false))).containsOnlyOnce(Double.NaN);
    assertThat(values(thinning.points(200, false))).doesNotContain(Double.NaN);
    assertThat(thinning.usualGap()).isEqualTo(10);
  }

  @Test
  void usualGap_followsHowOftenValuesCome() {
    Thinning thinning = new Thinning(1);
    for (int i = 0; i < 20; i++) {
      thinning.add(START + i * 900L, 120, 120);
    }

    assertThat(thinning.usualGap()).isEqualTo(2250);
  }

  private static List<double[]> within(List<double[]> points, long stretch) {
    return points.stream().filter(p -> Math.floorDiv((long) p[0], 60L) == stretch).toList();
  }

  private static List<double[]> pairs(JsonNode points) {
    List<double[]> pairs = new ArrayList<>();
    points.forEach(p -> pairs.add(new double[] {p.get(0).asDouble(), p.get(1).asDouble()}));
    return pairs;
  }

  private static List<Double> values(JsonNode points) {
    List<Double> values = new ArrayList<>();
    points.forEach(p -> values.add(p.get(1).isNull() ? Double.NaN : p.get(1).asDouble()));
    return values;
  }
}
