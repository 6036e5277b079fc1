package dev.vigil.history;

import java.util.List;

/**
 * The writing half of the store. Safe for several threads. Opening one needs no store that answers:
 * it connects when it is first used, and again after the store was away.
 */
public interface HistoryWriter extends AutoCloseable {

  /**
   * Writes rows, in requests of at most {@value LineProtocolWriter#ROWS_A_REQUEST}, each bounded in
   * time ({@link InfluxConnection#WRITE_LIMIT}). When it returns, the store keeps all of them, also
   * over a kill of its process. A row that is there already is not added again, so a batch whose
   * fate is unknown is simply written again.
   *
   * @throws StoreUnavailableException if the store is away or refuses the request as a whole: any
   *     of the rows may or may not be there, write all of them again later
   * @throws UnstorableRowException if rows can never be stored; all the others are written
   */
  void write(List<HistoryRow> rows) throws StoreUnavailableException, UnstorableRowException;

  /** Whether the store answers now; false after a bounded time if not. */
  boolean ping();

  @Override
  void close();
}
