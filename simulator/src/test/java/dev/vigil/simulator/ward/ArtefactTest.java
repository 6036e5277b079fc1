package dev.vigil.simulator.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArtefactTest {
  private static final int HOURS = 2000;

  /** Lengths of the stretches in which saturation isn't as it would be. */
  private static List<Integer> lengths() {
    Noise noise = Noise.of(7);
    List<Integer> lengths = new ArrayList<>();
    int running = 0;
    for (long second = 0; second < HOURS * 3600L; second++) {
      boolean off = Artefact.on(Signal.SPO2, 97, noise, second).orElse(0) != 97;
      if (!off && running > 0) {
        lengths.add(running);
      }
      running = off ? running + 1 : 0;
    }
    return lengths;
  }

  @Test
  void artefactsOfSaturation_areAsFrequentAndAsLongAsWasCounted() {
    List<Integer> lengths = lengths();
    Collections.sort(lengths);

    assertThat(lengths.size() / (double) HOURS).isCloseTo(869 / 982.0, within(0.06));
    assertThat(lengths.get(lengths.size() / 2)).isBetween(13, 15);
    assertThat(lengths.get(lengths.size() * 2 / 3)).isBetween(17, 21);
  }

  @Test
  void wardWithoutArtefacts_isAsItWas_andWithThemThePatientsAreTheSame() {
    SimulatedWard plain = new SimulatedWard(3, 4, 1_000_000);
    SimulatedWard disturbed = new SimulatedWard(3, 4, 1_000_000, true);

    assertThat(disturbed.truth(1_000_000, 1_010_000)).isEqualTo(plain.truth(1_000_000, 1_010_000));
    assertThat(disturbed.contexts()).isEqualTo(plain.contexts());
    long differing = 0;
    for (long second = 1_000_000; second < 1_003_600; second++) {
      differing += disturbed.messages(second).equals(plain.messages(second)) ? 0 : 1;
    }
    assertThat(differing).isBetween(10L, 700L);
  }
}
