package dev.vigil.ingest;

import java.util.List;

/**
 * The verdicts of one message, in the order of its readings.
 *
 * @param each one per reading; a message that can't be read at all counts as one
 * @param readable whether the message could be read at all
 */
public record Verdicts(List<Verdict> each, boolean readable) {
  public Verdicts {
    each = List.copyOf(each);
  }

  /** How many ended so. */
  public long count(Verdict.Kind kind) {
    return each.stream().filter(verdict -> verdict.kind() == kind).count();
  }
}
