package dev.vigil.schemas.fold;

import dev.vigil.schemas.OutputNumber;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The part of a patient's state that every fold has: its deadlines, and how far the numbering of
 * its outputs has come.
 */
public final class Agenda {
  private final TreeSet<Deadline> ordered = new TreeSet<>();
  private final Map<Name, Deadline> byName = new HashMap<>();
  private long nextInstant = Long.MAX_VALUE;
  private long offset;
  private long instant;
  private int index;

  /** A new patient's. */
  public Agenda() {
    this(-1, Long.MIN_VALUE, 0, Collections.emptyList());
  }

  /**
   * A restored one.
   *
   * @param offset log offset of the last record read, -1 for none
   * @param instant of the last output
   * @param index that the next output with the same offset and instant gets
   * @param deadlines what is still to come
   */
  public Agenda(long offset, long instant, int index, Collection<Deadline> deadlines) {
    this.offset = offset;
    this.instant = instant;
    this.index = index;
    deadlines.forEach(this::set);
  }

  /** Log offset of the patient's last record, -1 for none. */
  public long offset() {
    return offset;
  }

  /** Instant in the number of the last output, {@link Long#MIN_VALUE} for none since the record. */
  public long instant() {
    return instant;
  }

  /** Index that the next output with the same offset and instant gets. */
  public int index() {
    return index;
  }

  /** What is still to come, in the order in which it will run. */
  public Collection<Deadline> deadlines() {
    return Collections.unmodifiableCollection(ordered);
  }

  /** The next deadline, or null. */
  public @Nullable Deadline next() {
    return ordered.isEmpty() ? null : ordered.first();
  }

  /** From here on the outputs follow from the record at this offset. */
  void begin(long recordOffset) {
    offset = recordOffset;
    instant = Long.MIN_VALUE;
    index = 0;
  }

  void set(Deadline deadline) {
    Deadline before = byName.put(new Name(deadline.kind(), deadline.id()), deadline);
    if (before != null) {
      ordered.remove(before);
    }
    ordered.add(deadline);
    lookAhead();
  }

  void cancel(String kind, String id) {
    Deadline before = byName.remove(new Name(kind, id));
    if (before != null) {
      ordered.remove(before);
      lookAhead();
    }
  }

  /** Nearly every record asks whether something is due, and nearly always nothing is. */
  private void lookAhead() {
    nextInstant = ordered.isEmpty() ? Long.MAX_VALUE : ordered.first().instant();
  }

  /** Takes off the first deadline if it is due at {@code until}. */
  @Nullable Deadline pollUntil(long until) {
    if (nextInstant > until || ordered.isEmpty()) {
      return null;
    }
    Deadline due = ordered.first();
    cancel(due.kind(), due.id());
    return due;
  }

  /**
   * The number of the next output at {@code now}. A deadline that a late record set in the past
   * still gets a number after the one before.
   */
  OutputNumber peek(long now) {
    return now > instant
        ? new OutputNumber(offset, now, 0)
        : new OutputNumber(offset, instant, index);
  }

  OutputNumber take(long now) {
    OutputNumber number = peek(now);
    instant = number.instant();
    index = number.index() + 1;
    return number;
  }

  /** What a deadline is replaced or cancelled by. */
  private record Name(String kind, String id) {}
}
