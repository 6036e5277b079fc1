package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.SupervisorState.JobState;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScoringHealthTest {
  private static final SortedMap<String, Long> FAILED =
      new TreeMap<>(Map.of("failed sepsis:1 not-finite", 3L, "scores", 7L));

  @Test
  void failedScores_areSaid_alsoOfAJobThatHasLostRecords() {
    assertThat(reason("RUNNING", "")).isEqualTo("3 scores: failed sepsis:1 not-finite");
    assertThat(reason("RUNNING", "Job scoring-00 has lost some."))
        .isEqualTo("Job scoring-00 has lost some. 3 scores: failed sepsis:1 not-finite");
    assertThat(reason("MISSING", "disk full")).isEqualTo("disk full");
  }

  private static String reason(String status, String of) {
    return ScoringHealth.reason(new JobState(status, of, List.of("sepsis:1")), FAILED);
  }
}
