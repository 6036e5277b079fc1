package dev.vigil.dashboard.ward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
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
      assertThat(told.told(WardEvent.of(transition(i))).number()).isEqualTo(i);
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

  private static AlertTransition transition(int sequence) {
    return new AlertTransition(
        "a1",
        sequence,
        "p1",
        Origin.DEMO,
        "A",
        "1",
        "hr-high",
        AlertTransition.Kind.LIMIT,
        AlertTransition.State.ACTIVE,
        Priority.HIGH,
        AlertTransition.Cause.RAISED,
        1_772_000_000L,
        1_772_000_000L,
        null,
        "Heart rate is above 130 /min",
        new Evidence(List.of(), null, null, null, "when it is below"));
  }
}
