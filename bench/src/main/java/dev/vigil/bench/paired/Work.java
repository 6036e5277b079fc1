package dev.vigil.bench.paired;

/**
 * A piece of work that is measured, over and over, on one thread. It may keep state, as long as
 * each time costs about the same.
 *
 * @param <T> result; equal inputs give results that are {@link Object#equals equal}
 */
@FunctionalInterface
public interface Work<T> {
  /** Does the work once more. */
  T once();
}
