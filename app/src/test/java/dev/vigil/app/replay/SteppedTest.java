package dev.vigil.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteppedTest {
  private static final long START = ReplayRun.START;
  private static final long HOUR = 3600;

  /** What was asked of clock and stop, in order. */
  private final List<String> asked = new ArrayList<>();

  @Test
  void clock_stopsAtTheBeginningAndEachStep_withEverythingBeforeItPlayed() {
    Stepped stepped = new Stepped(new Played(START), START, 2, hour -> stopped(hour, true));

    stepped.moveTo(START + 60);
    stepped.moveTo(START + 2 * HOUR - 1);
    stepped.moveTo(START + 2 * HOUR);
    stepped.moveTo(START + 2 * HOUR + 1);
    stepped.moveTo(START + 7 * HOUR);

    assertThat(asked)
        .containsExactly(
            "to 0",
            "stop 0",
            "to 60",
            "to 7199",
            "to 7200",
            "stop 2",
            "to 7200",
            "to 7201",
            "to 14400",
            "stop 4",
            "to 21600",
            "stop 6",
            "to 25200");
  }

  @Test
  void noMoreStops_thenTheRestIsPlayed() {
    Stepped stepped = new Stepped(new Played(START), START, 1, hour -> stopped(hour, false));

    stepped.moveTo(START + 9 * HOUR);

    assertThat(asked).containsExactly("to 0", "stop 0", "to 32400");
  }

  @Test
  void clockThatGoesOn_stopsAtTheNextStep() {
    Stepped between = new Stepped(new Played(START + HOUR), START, 2, hour -> stopped(hour, true));
    between.moveTo(START + 3 * HOUR);
    Stepped at = new Stepped(new Played(START + 2 * HOUR), START, 2, hour -> stopped(hour, true));
    at.moveTo(START + 3 * HOUR);

    assertThat(asked)
        .containsExactly("to 7200", "stop 2", "to 10800", "to 7200", "stop 2", "to 10800");
  }

  private boolean stopped(long hour, boolean again) {
    asked.add("stop " + hour);
    return again;
  }

  private final class Played implements Pace {
    private long now;

    Played(long now) {
      this.now = now;
    }

    @Override
    public long now() {
      return now;
    }

    @Override
    public void moveTo(long second) {
      asked.add("to " + (second - START));
      now = Math.max(now, second);
    }

    @Override
    public void settle() {
      asked.add("settle");
    }
  }
}
