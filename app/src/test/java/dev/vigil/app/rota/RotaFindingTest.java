package dev.vigil.app.rota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.wards.Duty;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotaFindingTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

  private static Instant at(int hour) {
    return MIDNIGHT.plusSeconds(hour * 3_600L);
  }

  private static Duty duty(String role, int from, int until) {
    return new Duty(role, "p" + from, null, at(from), at(until));
  }

  /** From hour 0 to hour 24. */
  private static List<String> found(Duty... duties) {
    return RotaFinding.of("b", Arrays.asList(duties), at(0), at(24)).stream()
        .map(
            finding ->
                "%s %s %d-%d"
                    .formatted(
                        finding.role(),
                        finding.kind(),
                        hour(finding.from()),
                        hour(finding.until())))
        .toList();
  }

  private static long hour(Instant instant) {
    return (instant.getEpochSecond() - MIDNIGHT.getEpochSecond()) / 3_600;
  }

  @Test
  void rotaThatIsWhole_hasNothingToSay() {
    assertThat(found(duty("nurse", 16, 30), duty("nurse", -8, 8), duty("nurse", 8, 16))).isEmpty();
  }

  @Test
  void gaps_areSaidBeforeBetweenAndAfter_byRole() {
    assertThat(found(duty("nurse", 8, 12), duty("nurse", 16, 20), duty("physician", 0, 24)))
        .containsExactly("nurse GAP 0-8", "nurse GAP 12-16", "nurse GAP 20-24");
  }

  @Test
  void overlaps_areSaidOnce_howeverManyAreThere() {
    assertThat(
            found(
                duty("nurse", 0, 24),
                duty("nurse", 2, 6),
                duty("nurse", 4, 8),
                duty("nurse", 8, 9),
                duty("nurse", 12, 13)))
        .containsExactly("nurse OVERLAP 2-9", "nurse OVERLAP 12-13");
    assertThat(found(duty("nurse", -9, 12), duty("nurse", -7, -3), duty("nurse", 11, 25)))
        .containsExactly("nurse OVERLAP 11-12");
  }

  @Test
  void finding_isSaidByTheWardsClock() {
    RotaFinding gap = new RotaFinding("b", "nurse", RotaFinding.Kind.GAP, at(0), at(8));

    assertThat(gap.text(ZoneId.of("Europe/Zurich")))
        .isEqualTo(
            "nurse of ward b: nobody from 2026-03-02T01:00+01:00 until 2026-03-02T09:00+01:00");
    assertThat(gap.told()).containsEntry("kind", "gap").containsEntry("from", MIDNIGHT.toString());
  }
}
