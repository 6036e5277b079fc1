package dev.vigil.schemas.fold;

import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The slow reference: DESIGN.md's rule for deadlines, word for word, over a whole log, with a plain
 * list and no timer.
 */
final class NaiveFold {
  private final ToyFold fold = new ToyFold();
  private final List<Map.Entry<OutputNumber, String>> outputs = new ArrayList<>();
  private ToyFold.State state = new ToyFold.State();
  private List<Deadline> deadlines = new ArrayList<>();
  private long offset = -1;
  private long lastInstant = Long.MIN_VALUE;
  private int lastIndex;

  /** Outputs of a log with all deadlines run up to {@code end}. */
  static List<Map.Entry<OutputNumber, String>> outputs(List<LogEntry> log, long end) {
    NaiveFold naive = new NaiveFold();
    for (LogEntry entry : log) {
      naive.apply(entry);
    }
    naive.runUntil(end);
    return naive.outputs;
  }

  private void apply(LogEntry entry) {
    PatientRecord record = entry.record();
    if (!fold.reads().contains(record.type())) {
      return;
    }
    runUntil(entry.stamp());
    offset = entry.offset();
    lastInstant = Long.MIN_VALUE;
    NaiveStep step = new NaiveStep(entry.stamp());
    fold.apply(state, record, step);
    step.end();
    runUntil(entry.stamp());
  }

  private void runUntil(long now) {
    Optional<Deadline> due = first(now);
    while (due.isPresent()) {
      deadlines.remove(due.get());
      NaiveStep step = new NaiveStep(due.get().instant());
      fold.due(state, due.get(), step);
      step.end();
      due = first(now);
    }
  }

  private Optional<Deadline> first(long now) {
    return deadlines.stream()
        .filter(d -> d.instant() <= now)
        .min(
            Comparator.comparing(Deadline::instant)
                .thenComparing(Deadline::kind)
                .thenComparing(Deadline::id));
  }

  private final class NaiveStep implements Step<String> {
    private final long now;
    private boolean forgotten;

    NaiveStep(long now) {
      this.now = now;
    }

    @Override
    public long now() {
      return now;
    }

    @Override
    public void emit(String output) {
      OutputNumber number = nextNumber();
      outputs.add(Map.entry(number, output));
      lastInstant = number.instant();
      lastIndex = number.index();
    }

    @Override
    public void schedule(long instant, String kind, String id) {
      cancel(kind, id);
      deadlines.add(new Deadline(instant, kind, id));
    }

    @Override
    public void cancel(String kind, String id) {
      deadlines.removeIf(d -> d.kind().equals(kind) && d.id().equals(id));
    }

    @Override
    public void forget() {
      forgotten = true;
    }

    @Override
    public OutputNumber nextNumber() {
      return now > lastInstant
          ? new OutputNumber(offset, now, 0)
          : new OutputNumber(offset, lastInstant, lastIndex + 1);
    }

    void end() {
      if (forgotten) {
        state = new ToyFold.State();
        deadlines = new ArrayList<>();
      }
    }
  }
}
