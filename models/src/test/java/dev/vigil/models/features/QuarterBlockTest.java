package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuarterBlockTest {
  private static final long START = 7_200_000;

  @Test
  void blockAndItsCopy_canBothBeChangedAndNoneSeesTheOther() {
    // given
    QuarterBlock block = new QuarterBlock(START);
    block.change(START).remember(START, "a");
    block.raws(new RawReadings());

    // when
    QuarterBlock copy = block.copy();
    block.change(START).remember(START + 1, "a");
    copy.change(START).remember(START + 2, "a");
    copy.change(START + Quarter.SECONDS).remember(START + Quarter.SECONDS, "a");
    block.changeRaws().insert(0, START + 60, "b", 1, 2);

    // then
    assertThat(block.remembered()).isEqualTo(2);
    assertThat(copy.remembered()).isEqualTo(3);
    assertThat(block.raws().size()).isEqualTo(1);
    assertThat(copy.raws().size()).isZero();
  }
}
