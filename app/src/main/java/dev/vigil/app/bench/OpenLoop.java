package dev.vigil.app.bench;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/** The monitors go on in step with a {@link Pace}, each patient at their own moment of a second. */
final class OpenLoop {
  /** So many patients are sent together, without a look at the time. */
  private static final int TOGETHER = 8;

  private final LogWriter writer;
  private final int patients;
  private long next = Load.tickAfter(0);

  /** Goes on where {@link LogWriter#arrive} ended. */
  OpenLoop(LogWriter writer, int patients) {
    this.writer = requireNonNull(writer, "writer is null");
    this.patients = patients;
  }

  /** The next second of the log. */
  long next() {
    return next;
  }

  /** Writes so many seconds and the tick after them, and says at which pace. */
  Pace write(int seconds, long secondNanos, Consumer<Pace> begun) {
    Pace pace = Pace.from(next, secondNanos);
    begun.accept(pace);
    for (int i = 0; i < seconds; i++) {
      writeSecond(pace);
      next++;
      Pace.await(pace.begin(next));
      writer.tick(next);
    }
    writer.flush();
    return pace;
  }

  private void writeSecond(Pace pace) {
    long begin = pace.begin(next);
    for (int i = 0; i < patients; i++) {
      if (i % TOGETHER == 0) {
        Pace.await(begin + pace.secondNanos() * i / patients);
      }
      writer.monitor(Load.patient(i), next);
    }
  }
}
