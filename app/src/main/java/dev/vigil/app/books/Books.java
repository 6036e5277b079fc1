package dev.vigil.app.books;

import static java.util.Objects.requireNonNull;

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
   * @param unsure by how much the right side may be the greater one, because so many times nobody
   *     can know whether there was one more; mostly 0
   */
  public record Equation(String name, long left, long right, long unsure) {
    public Equation {
      requireNonNull(name, "name is null");
      if (unsure < 0) {
        throw new IllegalArgumentException(name + ": unsure by " + unsure + ", expected 0 or more");
      }
    }

    /** Two numbers that are equal, without any doubt. */
    public static Equation of(String name, long left, long right) {
      return new Equation(name, left, right, 0);
    }

    public boolean holds() {
      return left <= right && right - left <= unsure;
    }

    /** For people: the name, both numbers, and what lies between them. */
    public String sentence() {
      String doubt = unsure == 0 ? "" : " (at most " + unsure + " more could be explained)";
      return name + ": " + left + (holds() ? " = " : " is not ") + right + doubt;
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
