package dev.vigil.app.supervise;

import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.SupervisorState.Unread;
import java.util.Map;
import java.util.Optional;

/** Whatever sees to it that jobs run: in this process, or elsewhere. Thread-safe. */
public interface Supervising extends AutoCloseable {
  /** How the jobs that should run were at the last comparison, by name. */
  Map<String, JobState> states();

  /** What jobs have lost for good since its start, in one sentence by the job's name. */
  Map<String, String> losses();

  /** Since when the states are those of before; empty if they are those of now. */
  Optional<Unread> unread();

  /**
   * When it last gave a sign, whole seconds of the world's clock since the epoch, {@link
   * dev.vigil.schemas.fold.Ticks#NONE} before the first; empty where it is a part of this process.
   */
  default Optional<Long> lastSign() {
    return Optional.empty();
  }

  /** Whether it is elsewhere and gives no sign. */
  default boolean isSilent() {
    return false;
  }

  /** What it has jobs do otherwise than this process expects, in one sentence; mostly empty. */
  default Optional<String> disagreement() {
    return Optional.empty();
  }

  /** Ends the jobs where they are this process's to end; checkpoints stay. */
  void end();

  @Override
  void close();
}
