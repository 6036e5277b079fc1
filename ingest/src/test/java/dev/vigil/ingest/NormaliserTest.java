package dev.vigil.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.ingest.Normaliser.Normalised;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class NormaliserTest {
  private final Normaliser normaliser = new Normaliser();

  @Test
  void value_isConvertedAndCountedInSteps() {
    assertThat(normalised("body-temperature", "98.6", "[degF]")).isEqualTo(taken(3700));
    assertThat(normalised("fio2", "0.4", "1")).isEqualTo(taken(400));
    assertThat(normalised("consciousness", "1", "{ACVPU}")).isEqualTo(taken(1));
  }

  @Test
  void value_thatTheIntakeRejects_hasItsReason() {
    assertThat(normalised("heart-rate", "500", "/min")).isEqualTo(rejected(Reason.IMPLAUSIBLE));
    assertThat(normalised("heart-rate", "-1", "/min")).isEqualTo(rejected(Reason.SENTINEL));
    assertThat(normalised("heart-rate", "72", "mm[Hg]")).isEqualTo(rejected(Reason.UNIT_MISMATCH));
    assertThat(normalised("mood", "7", "1")).isEqualTo(rejected(Reason.UNKNOWN_VITAL));
  }

  private Normalised normalised(String vital, String value, String unit) {
    return normaliser.normalise(vital, new BigDecimal(value), unit);
  }

  private static Normalised taken(long steps) {
    return new Normalised(steps, null);
  }

  private static Normalised rejected(Reason reason) {
    return new Normalised(0, reason);
  }
}
