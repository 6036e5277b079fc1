package dev.vigil.alerting.wards;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Whom an alert asks if nobody answers, and after how long.
 *
 * @param levels in the order in which they are asked, at least one
 * @param endSeconds after the alert began to ask nobody is left to be asked
 */
public record Ladder(List<Level> levels, int endSeconds) {
  /**
   * One step.
   *
   * @param afterSeconds after the alert began to ask; 0 only for the first
   * @param role as the ward and its rota call it
   */
  public record Level(int afterSeconds, String role) {
    public Level {
      requireNonNull(role, "role is null");
      if (role.isBlank()) {
        throw new IllegalArgumentException("a level of a ladder has no role");
      }
    }
  }

  public Ladder {
    levels = levels == null ? List.of() : List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("a ladder has no levels, expected at least one");
    }
    int before = -1;
    for (Level level : levels) {
      if (level.afterSeconds() <= before) {
        throw new IllegalArgumentException(
            "level "
                + level.role()
                + " comes after "
                + level.afterSeconds()
                + " s, expected 0 or more and later than the level before it");
      }
      before = level.afterSeconds();
    }
    if (endSeconds <= before) {
      throw new IllegalArgumentException(
          "endSeconds is " + endSeconds + ", expected more than the last level's " + before);
    }
  }

  /**
   * Seconds after the beginning at which the level, or the end if there is no such level, comes.
   */
  int secondsTo(int level) {
    return level < levels.size() ? levels.get(level).afterSeconds() : endSeconds;
  }
}
