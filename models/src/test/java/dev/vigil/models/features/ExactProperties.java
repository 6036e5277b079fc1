package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ExactProperties {
  @Property(tries = 1_000)
  void difference_ofAnyProducts_isTheExactOneRounded(
      @ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d) {
    BigInteger exact =
        BigInteger.valueOf(a)
            .multiply(BigInteger.valueOf(b))
            .subtract(BigInteger.valueOf(c).multiply(BigInteger.valueOf(d)));

    assertThat(Exact.difference(a, b, c, d)).isEqualTo(exact.doubleValue());
  }
}
