package dev.vigil.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class VitalSignProperties {
  @Provide
  Arbitrary<VitalSign> vitals() {
    return Arbitraries.of(VitalSigns.catalogue().all());
  }

  @Property
  void steps_becomeADecimalAndTheSameStepsAgain(
      @ForAll("vitals") VitalSign vital, @ForAll long steps) {
    BigDecimal decimal = vital.toDecimal(steps);

    assertThat(vital.toSteps(decimal)).isEqualTo(steps);
    assertThat(decimal.scale()).isEqualTo(vital.decimals());
  }

  @Property
  void decimal_isRoundedHalfToEven(
      @ForAll("vitals") VitalSign vital,
      @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long unscaled,
      @ForAll @IntRange(min = -3, max = 12) int scale) {
    BigDecimal decimal = BigDecimal.valueOf(unscaled, scale);

    BigDecimal back = vital.toDecimal(vital.toSteps(decimal));

    assertThat(back)
        .isEqualByComparingTo(decimal.setScale(vital.decimals(), RoundingMode.HALF_EVEN));
  }

  @Property
  void plausibleValue_comesBackFromItsSteps(@ForAll("vitals") VitalSign vital, @ForAll long seed) {
    long low = vital.toSteps(vital.low());
    long steps = low + Math.floorMod(seed, vital.toSteps(vital.high()) - low + 1);

    BigDecimal value = vital.toDecimal(steps);

    assertThat(vital.isPlausible(value)).isTrue();
    assertThat(vital.toSteps(value)).isEqualTo(steps);
  }

  @Example
  void enormousExponents_costNothing() {
    VitalSign heartRate = VitalSigns.catalogue().get("heart-rate");
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          assertThat(heartRate.toSteps(new BigDecimal("1e-2147483647"))).isZero();
          assertThat(heartRate.toSteps(new BigDecimal("0e2147483647"))).isZero();
          assertThat(heartRate.toSteps(new BigDecimal("0e-2147483647"))).isZero();
          assertThat(heartRate.isPlausible(new BigDecimal("1e2147483647"))).isFalse();
          assertThatThrownBy(() -> heartRate.toSteps(new BigDecimal("1e2147483647")))
              .isInstanceOf(ArithmeticException.class);
          assertThatThrownBy(() -> heartRate.toSteps(new BigDecimal("1e18")))
              .isInstanceOf(ArithmeticException.class);
        });
  }
}
