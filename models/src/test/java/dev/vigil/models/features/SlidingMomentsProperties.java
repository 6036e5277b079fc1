package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random schedules against the list of all readings, looked through anew after every step. */
class SlidingMomentsProperties {
  private static final int[] LENGTHS = {1, 5, 17};
  private static final long START = 1_000;

  private record Held(long second, long value) {}

  private final List<Held> held = new ArrayList<>();

  @Property(tries = 2_000)
  void anySchedule_equalsListOfReadings(@ForAll Random random) throws IOException {
    held.clear(); // all tries share this object
    SlidingMoments moments = new SlidingMoments(START, LENGTHS);
    for (int i = 0; i < 120; i++) {
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> moments.advance(moments.end() + random.nextInt(4));
        case 3 -> moments.advance(moments.end() + (random.nextInt(8) == 0 ? 100 : 0));
        case 4 -> moments = random.nextBoolean() ? moments.copy() : writtenAndRead(moments);
        default -> add(moments, random);
      }
      assertEqual(moments);
    }
  }

  @Example
  void windowsThatGoBack_areRefused() {
    SlidingMoments moments = new SlidingMoments(START, LENGTHS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> moments.advance(START - 1))
        .withMessageContaining("1000")
        .withMessageContaining("999");
  }

  @Example
  void windowWithoutLength_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SlidingMoments(START, 5, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new SlidingMoments(START));
  }

  /** Mostly near the end, now and then far ahead or too old. */
  private void add(SlidingMoments moments, Random random) {
    int ahead = random.nextInt(30) == 0 ? 200 : 8;
    long second = moments.end() - 20 + random.nextInt(20 + ahead);
    long value = random.nextInt(7) - 3L;

    boolean counts = moments.add(second, value);

    assertThat(counts).isEqualTo(second >= moments.end() - 17);
    if (counts) {
      held.add(new Held(second, value));
    }
  }

  private void assertEqual(SlidingMoments moments) {
    held.removeIf(reading -> reading.second() < moments.end() - 17);
    assertThat(moments.isEmpty()).isEqualTo(held.isEmpty());
    for (int i = 0; i < LENGTHS.length; i++) {
      long from = moments.end() - LENGTHS[i];
      List<Long> values =
          held.stream()
              .filter(reading -> reading.second() >= from && reading.second() < moments.end())
              .map(Held::value)
              .toList();
      LongSummaryStatistics expected =
          values.stream().mapToLong(Long::longValue).summaryStatistics();
      assertThat(moments.count(i)).isEqualTo(expected.getCount());
      assertThat(moments.sum(i)).isEqualTo(expected.getSum());
      assertThat(moments.sumOfSquares(i))
          .isEqualTo(values.stream().mapToLong(value -> value * value).sum());
      if (!values.isEmpty()) {
        assertThat(moments.min(i)).isEqualTo(expected.getMin());
        assertThat(moments.max(i)).isEqualTo(expected.getMax());
      }
    }
  }

  private static SlidingMoments writtenAndRead(SlidingMoments moments) throws IOException {
    SlidingMomentsCodec codec = SlidingMomentsCodec.INSTANCE;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write(moments, new DataOutputStream(bytes));
    return codec.read(
        codec.version(), new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
