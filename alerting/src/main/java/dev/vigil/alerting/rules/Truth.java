package dev.vigil.alerting.rules;

/** What can be said of a premise: three-valued, as Kleene has it. */
public enum Truth {
  FALSE,
  /** Nothing was heard yet that would tell. */
  UNKNOWN,
  TRUE;

  /** True and false change places; the unknown stays so. */
  public Truth opposite() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** A truth of two values. */
  public static Truth of(boolean holds) {
    return holds ? TRUE : FALSE;
  }
}
