package dev.vigil.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class OutputNumberProperties {
  @Property
  void writtenForm_isReadAsTheSame(@ForAll long offset, @ForAll long instant, @ForAll int index) {
    OutputNumber number = new OutputNumber(offset, instant, index);

    assertThat(OutputNumber.parse(number.toString())).isEqualTo(number);
  }

  @Property
  void order_isOffsetThenInstantThenIndex(
      @ForAll @LongRange(min = -1, max = 2) long offset,
      @ForAll @LongRange(min = -1, max = 2) long instant,
      @ForAll @LongRange(min = 0, max = 2) long index,
      @ForAll @LongRange(min = -1, max = 2) long otherOffset,
      @ForAll @LongRange(min = -1, max = 2) long otherInstant,
      @ForAll @LongRange(min = 0, max = 2) long otherIndex) {
    OutputNumber number = new OutputNumber(offset, instant, (int) index);
    OutputNumber other = new OutputNumber(otherOffset, otherInstant, (int) otherIndex);

    // Each part has 4 values at most, so the triple is a number in base 4.
    long place = (offset + 1) * 16 + (instant + 1) * 4 + index;
    long otherPlace = (otherOffset + 1) * 16 + (otherInstant + 1) * 4 + otherIndex;
    assertThat(number.compareTo(other)).isEqualTo(Long.compare(place, otherPlace));
    assertThat(number.isAfter(other)).isEqualTo(place > otherPlace);
    assertThat(number.equals(other)).isEqualTo(place == otherPlace);
  }

  @Example
  void otherForms_areRefused() {
    for (String text : List.of("", "1", "1:2", "1:2:3:4", "1:2:", "a:2:3", "1:2:99999999999")) {
      assertThatThrownBy(() -> OutputNumber.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("offset:instant:index");
      assertThatThrownBy(() -> OutputNumber.ofHeader(text))
          .isInstanceOfSatisfying(
              MalformedRecordException.class,
              refusal -> assertThat(refusal.reason()).isEqualTo("missing-number"));
    }
  }
}
