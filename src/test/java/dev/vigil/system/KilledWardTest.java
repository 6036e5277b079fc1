package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.system.Replays.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A ward that is told by webhook, whose Vigil is killed with -9 at random moments: nobody misses an
 * alert, and nobody is told of one twice.
 */
@ExtendWith(Replays.class)
class KilledWardTest {
  private static final long SEED = 20_261_122L;

  /** Kills come before this hour of the recording, and this much after the hour's beginning. */
  private static final int LATEST_HOUR = 6;

  private static final int LATEST_MILLIS = 400;

  /** Or this much after the jobs were submitted again. */
  private static final int LATEST_START_MILLIS = 1_500;

  @Test
  void wardKilledTwice_hasTheAlertsOfAnUndisturbedOne_andTellsEachOnce(Replays replays)
      throws Exception {
    killed(replays, 2, false);
  }

  /** {@code ./vigil test --soak}. */
  @Tag("soak")
  @Test
  void wardKilledTenTimes_hasTheAlertsOfAnUndisturbedOne_andTellsEachOnce(Replays replays)
      throws Exception {
    killed(replays, 5, true);
  }

  /**
   * A life that gets to its next hour uses up one of the recording's; one that is killed while its
   * jobs begin again hardly does.
   *
   * @param lives that get so far
   * @param alsoAtStart whether each is followed by one that is killed while it starts
   */
  private static void killed(Replays replays, int lives, boolean alsoAtStart) throws Exception {
    // given
    Outcome undisturbed = replays.undisturbed();
    Path data = replays.newData();
    Random random = new Random(SEED);
    int[] hours = random.ints(1, LATEST_HOUR + 1).distinct().limit(lives).sorted().toArray();

    try (CallReceiver ward = new CallReceiver()) {
      List<String> settings = List.of("webhook.url=" + ward.url(), "webhook.origins=replay");

      // when
      for (int hour : hours) {
        Duration delay = Duration.ofMillis(random.nextInt(LATEST_MILLIS));
        replays.killAfter(hour, delay, data, settings);
        if (alsoAtStart) {
          Duration sooner = Duration.ofMillis(random.nextInt(LATEST_START_MILLIS));
          replays.killAtStart(sooner, data, settings);
        }
      }
      Outcome resumed;
      try (WorldProcess process = replays.start(data, 1, settings)) {
        resumed = replays.outcome(process, data);
      }

      // then
      resumed.requireClean().requireSameAs(undisturbed);
      requireToldOnce(resumed, ward.transitions(), alsoAtStart ? 2 * lives : lives);
    }
  }

  /**
   * Who looks at the key hears of each transition once. A call whose answer Vigil did not live to
   * take note of comes again, with the same key: one at most for each kill.
   */
  private static void requireToldOnce(Outcome outcome, List<String> told, int kills) {
    Set<String> decided =
        outcome.transitions().stream()
            .map(transition -> transition.alert() + "/" + transition.sequence())
            .collect(Collectors.toSet());
    Set<String> heard = new HashSet<>(told);
    assertThat(heard).as("what the ward was told").isEqualTo(decided);
    assertThat(told.size() - heard.size()).as("calls that came again").isBetween(0, kills);
  }
}
