package dev.vigil.system;

import dev.vigil.system.Replays.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What we think of a patient depends on the log alone, not on how many look at it. */
@ExtendWith(Replays.class)
class ParallelismTest {
  @Test
  void parallelismOfTwo_givesTheSame(Replays replays) throws Exception {
    // given
    Outcome one = replays.undisturbed();
    Path data = replays.newData();

    // when
    Outcome two;
    try (WorldProcess process = replays.start(data, 2)) {
      two = replays.outcome(process, data);
    }

    // then
    two.requireClean().requireSameAs(one);
  }

  @Test
  void rescaleFromOneToTwo_givesTheSame(Replays replays) throws Exception {
    // given
    Outcome undisturbed = replays.undisturbed();
    Path data = replays.newData();
    replays.killAfterHour(3, data, 1);

    // when
    Outcome rescaled;
    try (WorldProcess process = replays.start(data, 2)) {
      rescaled = replays.outcome(process, data);
    }

    // then
    rescaled.requireClean().requireSameAs(undisturbed);
  }
}
