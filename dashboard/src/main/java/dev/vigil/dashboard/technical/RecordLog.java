package dev.vigil.dashboard.technical;

import java.util.List;

/**
 * A small topic of the server's own: every record has a key, and of one key the latest counts.
 * Everything blocks, and what was written is on every in-sync replica; where that can't be had in
 * some seconds each method throws {@link dev.vigil.dashboard.registry.RefusedException#logAway}.
 * Not for several threads at once.
 */
public interface RecordLog<T> extends AutoCloseable {
  /** The records that came since the last call, in the order of the log. */
  List<T> readNew();

  /** Appends a record. */
  void append(String key, T record);

  @Override
  void close();
}
