package dev.vigil.alerting;

import dev.vigil.alerting.rules.Verdict;

/**
 * Whether what a rule looks for is the case, with delay and hysteresis: absent, pending until it
 * has lasted, present until it is back inside.
 */
sealed interface Condition {
  Condition ABSENT = new Absent();
  Condition PRESENT = new Present();

  /**
   * The condition after one more value.
   *
   * @param measured the patient's own time of the value, whole seconds since the epoch
   * @param now whole seconds since the epoch
   * @param delaySeconds how long it has to last
   */
  Condition judged(Verdict verdict, long measured, long now, int delaySeconds);

  /** The condition at {@code now} if no value came. */
  Condition elapsed(long now, int delaySeconds);

  /** Nothing of the kind. */
  record Absent() implements Condition {
    @Override
    public Condition judged(Verdict verdict, long measured, long now, int delaySeconds) {
      if (verdict != Verdict.BEYOND) {
        return this;
      }
      return delaySeconds == 0 ? PRESENT : new Pending(measured, now);
    }

    @Override
    public Condition elapsed(long now, int delaySeconds) {
      return this;
    }
  }

  /**
   * Begun, but not lasted yet. It becomes present when a later value shows that it lasted, or when
   * the delay is over and nothing said otherwise: data that stops is no reason to forget it.
   *
   * @param since measured second of its first value
   * @param stamp instant at which that value was judged
   */
  record Pending(long since, long stamp) implements Condition {
    @Override
    public Condition judged(Verdict verdict, long measured, long now, int delaySeconds) {
      return switch (verdict) {
        case BEYOND -> measured - since >= delaySeconds ? PRESENT : elapsed(now, delaySeconds);
        case BETWEEN, INSIDE -> ABSENT;
        case UNKNOWN -> this;
      };
    }

    @Override
    public Condition elapsed(long now, int delaySeconds) {
      return now >= due(delaySeconds) ? PRESENT : this;
    }

    /** When it becomes present if nothing comes. */
    long due(int delaySeconds) {
      return stamp + delaySeconds;
    }
  }

  /** The case. */
  record Present() implements Condition {
    @Override
    public Condition judged(Verdict verdict, long measured, long now, int delaySeconds) {
      return verdict == Verdict.INSIDE ? ABSENT : this;
    }

    @Override
    public Condition elapsed(long now, int delaySeconds) {
      return this;
    }
  }
}
