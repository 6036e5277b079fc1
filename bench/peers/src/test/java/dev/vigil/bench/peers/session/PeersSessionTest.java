package dev.vigil.bench.peers.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.bench.paired.Estimate;
import dev.vigil.bench.paired.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeersSessionTest {
  @Test
  void worstRatio_isTheOneWhoseJudgedEndIsHighest() {
    Estimate sure = new Estimate(0.45, new Interval(0.44, 0.46));
    Estimate unsure = new Estimate(0.40, new Interval(0.20, 0.61));
    Estimate low = new Estimate(0.10, new Interval(0.09, 0.11));

    assertThat(PeersSession.worst(List.of(low, sure, unsure))).isEqualTo(unsure);
  }
}
