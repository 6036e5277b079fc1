package dev.vigil.schemas.fold;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * Something that a patient's fold wants to look at again at an instant, although no record may
 * come. Kept in the patient's state; run in the order (instant, kind, id).
 *
 * @param instant whole seconds since the epoch
 * @param kind what for; with {@code id} it names the deadline: setting it again moves it
 * @param id which one of its kind, such as a vital sign; may be empty
 */
public record Deadline(long instant, String kind, String id) implements Comparable<Deadline> {
  private static final Comparator<Deadline> ORDER =
      Comparator.comparingLong(Deadline::instant)
          .thenComparing(Deadline::kind)
          .thenComparing(Deadline::id);

  public Deadline {
    requireNonNull(kind, "kind is null");
    requireNonNull(id, "id is null");
  }

  /** Whether setting the other one moves this one. */
  boolean isReplacedBy(Deadline other) {
    return kind.equals(other.kind) && id.equals(other.id);
  }

  @Override
  public int compareTo(Deadline other) {
    return ORDER.compare(this, other);
  }
}
