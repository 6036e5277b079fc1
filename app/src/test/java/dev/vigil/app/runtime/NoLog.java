package dev.vigil.app.runtime;

import dev.vigil.dashboard.technical.RecordLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log that keeps nothing: what was written into it is remembered by who did so. */
public final class NoLog<T> implements RecordLog<T> {
  /** What the next reading fails with. */
  public @Nullable Error error;

  @Override
  public List<T> readNew() {
    Error failure = error;
    error = null;
    if (failure != null) {
      throw failure;
    }
    return List.of();
  }

  @Override
  public void append(String key, T record) {}

  @Override
  public void close() {}
}
