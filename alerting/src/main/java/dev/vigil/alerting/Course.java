package dev.vigil.alerting;

import dev.vigil.alerting.rules.ChangeCheck;
import dev.vigil.alerting.rules.LimitCheck.Side;
import dev.vigil.alerting.rules.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * How one sensor's values went within the time that a {@link ChangeCheck} looks at: their means in
 * {@value #PARTS} parts of it. A mean says more of a course than a single value, and the parts
 * bound what is kept, however fast the sensor is. All in whole numbers, so a refold finds the same.
 */
final class Course {
  static final int PARTS = 16;

  /**
   * The values of one part of the time.
   *
   * @param index of the part since the epoch
   * @param sum in steps of the vital sign's precision
   */
  record Part(long index, long sum, long count) {
    /** The difference of the means, times both counts. */
    private long above(Part other) {
      return sum * other.count - other.sum * count;
    }
  }

  private final List<Part> parts;

  Course() {
    this(List.of());
  }

  Course(List<Part> parts) {
    this.parts = new ArrayList<>(parts);
  }

  List<Part> parts() {
    return parts;
  }

  Course copy() {
    return new Course(parts);
  }

  /** Takes a value; they come in measured order. */
  void add(long measured, long value, int withinSeconds) {
    long index = Math.floorDiv(measured, Math.max(1, withinSeconds / PARTS));
    Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
    if (last != null && last.index() == index) {
      Part more = new Part(index, last.sum() + value, last.count() + 1);
      parts.set(parts.size() - 1, more);
    } else {
      parts.add(new Part(index, value, 1));
      parts.removeIf(part -> part.index() < index - PARTS);
    }
  }

  /**
   * What the latest mean is beside the lowest before it, or the highest; unknown if it is alone.
   */
  Verdict judge(ChangeCheck check) {
    if (parts.size() < 2) {
      return Verdict.UNKNOWN;
    }
    Part latest = parts.get(parts.size() - 1);
    Verdict most = Verdict.INSIDE;
    for (Part part : parts.subList(0, parts.size() - 1)) {
      long change = check.side() == Side.HIGH ? latest.above(part) : part.above(latest);
      long counts = latest.count() * part.count();
      if (change >= check.by() * counts) {
        return Verdict.BEYOND;
      }
      if (change > (check.by() - check.back()) * counts) {
        most = Verdict.BETWEEN;
      }
    }
    return most;
  }
}
