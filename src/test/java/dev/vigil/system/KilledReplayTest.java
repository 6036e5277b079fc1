package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.system.Replays.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Promises 2, 3 and 5 across kill -9 of the whole Vigil. What we think of a patient depends on the
 * log alone, not on how many tasks look at it: so it goes on with two of them, and back with one.
 */
@ExtendWith(Replays.class)
class KilledReplayTest {
  @Test
  void replayKilledAndRescaledTwice_endsAsIfNothingHadHappened(Replays replays) throws Exception {
    // given
    Outcome undisturbed = replays.undisturbed();
    Path data = replays.newData();
    replays.killAfterHour(2, data, 1);
    replays.killAfterHour(5, data, 2);

    // when
    Outcome resumed;
    try (WorldProcess process = replays.start(data, 1)) {
      resumed = replays.outcome(process, data);
    }

    // then
    resumed.requireClean().requireSameAs(undisturbed);
    assertThat(resumed.summary().path("resumed").asBoolean()).isTrue();
    assertThat(resumed.summary().path("vectors")).isEqualTo(undisturbed.summary().path("vectors"));
  }

  @Test
  void contextsThatAKillKeptOutOfTheLog_areAppendedByTheNextStart_withAnyParallelism(
      Replays replays) throws Exception {
    // given admissions that were stored, by a Vigil that was killed before it could log them
    Outcome undisturbed = replays.undisturbed();
    Path data = replays.newData();
    replays.storeAdmissions(data, undisturbed);

    // when
    Outcome resumed;
    try (WorldProcess process = replays.start(data, 2)) {
      resumed = replays.outcome(process, data);
    }

    // then
    resumed.requireClean().requireSameAs(undisturbed);
  }
}
