package dev.vigil.models.hour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.models.hour.HourInputs.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HourInputsTest {
  private static final long NOW = 1_772_000_000L;
  private static final int HOUR = 3600;

  @Test
  void hourlyValues_giveLevelsBesideTheLastValue() {
    List<Sample> samples = List.of(hourAgo(3, 100), hourAgo(2, 94), hourAgo(1, 88), hourAgo(0, 90));

    HourInputs inputs = HourInputs.at(NOW, samples);

    assertThat(inputs.last()).isEqualTo(90);
    assertThat(inputs.centre()).containsExactly(-2, 3, 3, 90, 1);
    double deviation = Math.sqrt((49 + 1 + 25 + 9) / 4.0);
    assertThat(inputs.spread())
        .containsExactly(new double[] {2, deviation, deviation, 3, 0.25, 1}, within(1e-12));
  }

  @Test
  void tooLittle_givesNothing() {
    assertThat(HourInputs.at(NOW, List.of())).isNull();
    assertThat(HourInputs.at(NOW, List.of(hourAgo(0, 90)))).isNull();
    assertThat(HourInputs.at(NOW, List.of(hourAgo(1, 90), hourAgo(2, 90)))).isNull();
    assertThat(HourInputs.at(NOW, List.of(hourAgo(7, 90), hourAgo(0, 90)))).isNull();
    assertThat(HourInputs.at(NOW, List.of(hourAgo(5, 90), hourAgo(0, 90)))).isNotNull();
  }

  /** The proofs are of forecasts made when a value came, and of what came an hour later. */
  @Test
  void lastValueOlderThanTheProofsKnow_givesNothing() {
    List<Sample> samples = List.of(hourAgo(1, 88), hourAgo(0, 90));

    assertThat(HourInputs.at(NOW + 900, samples)).isNotNull();
    assertThat(HourInputs.at(NOW + 901, samples)).isNull();
  }

  @Test
  void whatIsOfTheFuture_orOlderThanADay_doesNotCount() {
    List<Sample> samples =
        List.of(hourAgo(24, 500), hourAgo(1, 80), hourAgo(0, 82), new Sample(NOW + 1, 500));

    HourInputs inputs = HourInputs.at(NOW, samples);

    assertThat(inputs.last()).isEqualTo(82);
    assertThat(inputs.centre()[2]).isEqualTo(-1);
  }

  @Test
  void artefactOfSeconds_changesNothing() {
    List<Sample> samples = new ArrayList<>();
    for (long at = NOW - 2 * HOUR; at <= NOW; at++) {
      samples.add(new Sample(at, at > NOW - 3 ? 200 : 80));
    }

    HourInputs inputs = HourInputs.at(NOW, samples);

    assertThat(inputs.last()).isEqualTo(80);
    assertThat(inputs.centre()).containsExactly(0, 0, 0, 80, 1);
  }

  private static Sample hourAgo(int hours, double value) {
    return new Sample(NOW - (long) hours * HOUR, value);
  }
}
