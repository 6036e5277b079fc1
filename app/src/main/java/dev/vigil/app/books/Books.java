package dev.vigil.app.books;

import java.util.List;

/**
 * What must be equal if nothing was lost or invented: promise 2. The numbers come from log
 * positions, checkpointed counts and what the store returns.
 *
 * @param equations all of them
 */
public record Books(List<Equation> equations) {
  /**
   * Two ways to the same number.
   *
   * @param name what is counted, {@code left = right} in words
   */
  public record Equation(String name, long left, long right) {
    public boolean holds() {
      return left == right;
    }

    /** For people: the name, both numbers, and their difference. */
    public String sentence() {
      return name + ": " + left + (holds() ? " = " : " is not ") + right;
    }
  }

  public Books {
    equations = List.copyOf(equations);
  }

  /** Whether every equation holds. */
  public boolean balance() {
    return equations.stream().allMatch(Equation::holds);
  }

  /** Those that don't hold. */
  public List<Equation> differences() {
    return equations.stream().filter(equation -> !equation.holds()).toList();
  }
}
