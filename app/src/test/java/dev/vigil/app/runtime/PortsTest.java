package dev.vigil.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
  /** Of 28,000 ports two of so many are the same, by chance, all but always. */
  private static final int MANY = 1_000;

  @Test
  void free_givesNoPortTwice() {
    assertThat(IntStream.range(0, MANY).map(i -> Ports.free()).boxed()).doesNotHaveDuplicates();
  }
}
