package dev.vigil.history;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows that no store can ever take, such as one with a value that is not a number. All other rows
 * of the same call are written; these are for the dead letters.
 */
public final class UnstorableRowException extends Exception {
  private final transient List<Refusal> refusals;

  /**
   * One such row.
   *
   * @param index of the row in the list that was to be written
   * @param code for counters: {@code not-finite}, {@code time-out-of-range}, {@code text-too-long},
   *     {@code number-out-of-range}, {@code beyond-retention}
   * @param detail what is wrong and what is expected, without the value
   */
  public record Refusal(int index, String code, String detail) {}

  /**
   * At least one such row.
   *
   * @param refusals by rising index
   */
  public UnstorableRowException(List<Refusal> refusals) {
    super(
        refusals.size()
            + " rows can't be stored: "
            + refusals.stream().map(Refusal::detail).distinct().collect(Collectors.joining("; ")));
    this.refusals = List.copyOf(refusals);
  }

  /** The rows, by rising index. */
  public List<Refusal> refusals() {
    return refusals;
  }
}
