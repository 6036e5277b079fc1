package dev.vigil.alerting.rules;

/** What a rule thinks of one value. */
public enum Verdict {
  /** The limit or threshold is passed. */
  BEYOND,
  /** Not passed, but not back inside by the hysteresis: nothing new is raised, nothing clears. */
  BETWEEN,
  /** Back inside by the hysteresis. */
  INSIDE,
  /** It can't be told. */
  UNKNOWN;

  /** Of two conditions of which one is enough. */
  static Verdict either(Verdict one, Verdict other) {
    if (one == BEYOND || other == BEYOND) {
      return BEYOND;
    }
    if (one == UNKNOWN || other == UNKNOWN) {
      return UNKNOWN;
    }
    return one == BETWEEN || other == BETWEEN ? BETWEEN : INSIDE;
  }
}
