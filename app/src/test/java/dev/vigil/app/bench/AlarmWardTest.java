package dev.vigil.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.bench.AlarmWard.Counted;
import org.junit.jupiter.api.Test;

class AlarmWardTest {
  @Test
  void calls_areEachOfOneRule_andThoseOfScoresAreWhatTheRulesOfLimitsLeave() {
    Counted ward = AlarmWard.count(7);

    assertThat(AlarmWard.scoreRules())
        .containsExactlyInAnyOrder("news2-emergency", "news2-urgent", "news2-single");
    assertThat(ward.byRule().values().stream().mapToInt(calls -> calls).sum())
        .isEqualTo(ward.withNews2());
    int ofScores =
        AlarmWard.scoreRules().stream().mapToInt(rule -> ward.byRule().getOrDefault(rule, 0)).sum();
    assertThat(ofScores).isPositive().isEqualTo(ward.withNews2() - ward.byDefault());
    assertThat(ward.perDayOf("news2-single")).isPositive().isLessThan(ward.withNews2PerDay());
  }
}
