package dev.vigil.alerting;

import dev.vigil.schemas.PatientContext.MonitoringPlan.Pause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long nothing has come of one expected vital sign.
 *
 * @param from silence counts from here: the instant at which the last reading in time was received,
 *     or at which it began to be expected, or from which Vigil could see again
 * @param measured when the last reading was measured, null if none has come
 */
record Silence(long from, @Nullable Long measured) {

  /** A reading came in time. */
  Silence broken(long now, long measuredThen) {
    long latest = measured == null ? measuredThen : Math.max(measured, measuredThen);
    return new Silence(Math.max(from, now), latest);
  }

  /** It doesn't count before an instant. */
  Silence notBefore(long instant) {
    return new Silence(Math.max(from, instant), measured);
  }

  /**
   * From when it counts at {@code now}: at the end of a pause it counts afresh, so during one this
   * lies ahead.
   */
  long countsFrom(List<Pause> pauses, long now) {
    long counts = from;
    for (Pause pause : pauses) {
      if (pause.from() <= now) {
        counts = Math.max(counts, pause.until());
      }
    }
    return counts;
  }
}
