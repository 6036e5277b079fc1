package dev.vigil.app.supervise;

import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.SupervisorState.Unread;
import java.util.Map;
import java.util.Optional;

/** A supervisor of no jobs. */
public class NoJobs implements Supervising {
  @Override
  public Map<String, JobState> states() {
    return Map.of();
  }

  @Override
  public Map<String, String> losses() {
    return Map.of();
  }

  @Override
  public Optional<Unread> unread() {
    return Optional.empty();
  }

  @Override
  public void end() {}

  @Override
  public void close() {}
}
