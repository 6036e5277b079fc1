package dev.vigil.jobs.history;

import static java.util.Objects.requireNonNull;

import dev.vigil.history.StoreEndpoint;
import java.io.Serializable;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which store the history job writes to, and what.
 *
 * @param endpoint where the store takes rows
 * @param features names of the features that are kept whatever model is live: those that the board
 *     names
 */
public record StoreTarget(StoreEndpoint endpoint, SortedSet<String> features)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public StoreTarget {
    requireNonNull(endpoint, "endpoint is null");
    features = Collections.unmodifiableSortedSet(new TreeSet<>(features));
  }
}
