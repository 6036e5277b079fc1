package dev.vigil.dashboard.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class ToldTransitionsProperties {
  @Property(tries = 2000)
  void missed_areAllThatWereToldSince_orItIsSaidThatNobodyKnows(
      @ForAll @IntRange(min = 0, max = 40) int count,
      @ForAll @IntRange(min = 1, max = 20) int most,
      @ForAll @IntRange(min = 0, max = 45) int heard,
      @ForAll @IntRange(min = 0, max = 45) int upTo) {
    ToldTransitions told = new ToldTransitions(most);
    for (int i = 1; i <= count; i++) {
      assertThat(told.told(WardEvent.of(HeartRateAlert.raised(i, 1_772_000_000L))).number())
          .isEqualTo(i);
    }

    List<WardEvent> missed = told.between(heard, upTo);

    List<Integer> expected = expected(count, most, heard, upTo);
    if (expected == null) {
      assertThat(missed).isNull();
    } else {
      assertThat(missed)
          .extracting(event -> event.transition().sequence())
          .containsExactlyElementsOf(expected);
    }
  }

  private static @Nullable List<Integer> expected(int count, int most, int heard, int upTo) {
    int oldestKept = Math.max(1, count - most + 1);
    boolean isKnown = upTo <= count && heard <= upTo && heard + 1 >= oldestKept;
    return isKnown
        ? LongStream.rangeClosed(heard + 1L, upTo).mapToObj(number -> (int) number).toList()
        : null;
  }
}
