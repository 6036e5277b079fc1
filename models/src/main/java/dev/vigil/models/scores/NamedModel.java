package dev.vigil.models.scores;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What every model is known by. */
public abstract class NamedModel implements Model {
  private final String name;
  private final String version;
  private final SortedSet<String> features;

  /**
   * A model.
   *
   * @param features names of all features that it looks at
   */
  protected NamedModel(String name, String version, SortedSet<String> features) {
    this.name = requireNonNull(name, "name is null");
    this.version = requireNonNull(version, "version is null");
    this.features = Collections.unmodifiableSortedSet(new TreeSet<>(features));
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String version() {
    return version;
  }

  @Override
  public final SortedSet<String> features() {
    return features;
  }
}
