package dev.vigil.bench.peers.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WardTest {
  private static final int SECONDS = 1_000;

  @Test
  void everyReading_comesOnce_lateByNoMoreThanAllowed() {
    List<SensorReading> come = new ArrayList<>();
    List<Long> delays = new ArrayList<>();
    Ward ward = new Ward(5);
    for (long now = Ward.START; now < Ward.START + SECONDS; now++) {
      long second = now;
      ward.arrivals(
          now,
          now + 1,
          reading -> {
            come.add(reading);
            delays.add(second - reading.second());
          });
    }

    assertThat(new HashSet<>(come)).hasSameSizeAs(come);
    assertThat(delays).allMatch(delay -> delay >= 0 && delay <= Ward.LATENESS_SECONDS);
    assertThat(delays).contains((long) Ward.LATENESS_SECONDS);
    assertThat(come)
        .allMatch(
            reading ->
                Ward.valueAt(reading.patient(), reading.vital(), reading.second(), -1)
                    == reading.value());
  }

  @Test
  void aFewReadings_areLateOrMissing() {
    List<Integer> come = new ArrayList<>();
    int[] late = new int[1];
    new Ward(5).arrivals(Ward.START, Ward.START + SECONDS, reading -> come.add(reading.patient()));
    for (long now = Ward.START; now < Ward.START + SECONDS; now++) {
      long second = now;
      new Ward(5).arrivals(now, now + 1, reading -> late[0] += reading.second() < second ? 1 : 0);
    }

    int all = 5 * Ward.VITALS * SECONDS;
    assertThat(come.size()).isBetween(all * 96 / 100, all * 99 / 100);
    assertThat(late[0]).isBetween(all * 3 / 100, all * 5 / 100);
  }

  @Test
  void resultsDue_areThoseWhoseTimeForLateReadingsIsOver() {
    WindowWork work =
        new WindowWork(new Ward(2), List.of(new HoppingWindow(10, 1), new HoppingWindow(20, 20)));

    assertThat(work.results(Ward.START + 31)).isZero();
    assertThat(work.results(Ward.START + 32)).isEqualTo(2 * Ward.VITALS);
    assertThat(work.results(Ward.START + 51)).isEqualTo((20 + 1) * 2 * Ward.VITALS);
  }

  @Test
  void windowThatIsNoMultipleOfItsStep_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new HoppingWindow(10, 3));
    assertThat(HoppingWindow.parse(new HoppingWindow(300, 1).text()))
        .isEqualTo(new HoppingWindow(300, 1));
  }
}
