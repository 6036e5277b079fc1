package dev.vigil.schemas;

import static dev.vigil.schemas.GoldenMessages.NOON;

import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.SupervisorState.Unread;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a supervisor elsewhere tells. */
final class GoldenSupervision {
  private GoldenSupervision() {}

  static SupervisorState well() {
    JobState runs = new JobState("RUNNING", "", List.of());
    return new SupervisorState(
        NOON, 60, new TreeMap<>(Map.of("features", runs)), new TreeMap<>(), null);
  }

  static SupervisorState inTrouble() {
    return new SupervisorState(
        NOON,
        60,
        new TreeMap<>(
            Map.of(
                "alerts", new JobState("RUNNING", "the log begins at 9", List.of()),
                "scoring-1f", new JobState("GIVEN_UP", "no slots", List.of("sepsis:1")))),
        new TreeMap<>(Map.of("alerts", "the log begins at 9")),
        new Unread(NOON - 60, "away"));
  }
}
