package dev.vigil.history;

import io.questdb.Bootstrap;
import io.questdb.PropBootstrapConfiguration;
import io.questdb.ServerMain;
import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.CairoError;
import io.questdb.cairo.CairoException;
import io.questdb.cairo.security.AllowAllSecurityContext;
import io.questdb.cairo.sql.Record;
import io.questdb.cairo.sql.RecordCursor;
import io.questdb.cairo.sql.RecordCursorFactory;
import io.questdb.cairo.sql.RecordMetadata;
import io.questdb.griffin.SqlException;
import io.questdb.griffin.SqlExecutionContextImpl;
import io.questdb.griffin.engine.functions.bind.BindVariableServiceImpl;
import io.questdb.network.NetworkError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A QuestDB in this JVM: started, asked and stopped. */
final class QuestDb implements AutoCloseable {
  /** How long a read waits for what is written but not yet in the tables. */
  private static final Duration APPLY_LIMIT = Duration.ofSeconds(60);

  private static final long APPLY_POLL_MILLIS = 5;

  private final ServerMain server;
  private final CairoEngine engine;
  private final StoreEndpoint endpoint;

  private QuestDb(ServerMain server, StoreEndpoint endpoint) {
    this.server = server;
    this.engine = server.getEngine();
    this.endpoint = endpoint;
  }

  /**
   * Starts on a folder, which is made where it is missing.
   *
   * @param port of its line protocol endpoint on the loopback interface; 0 for any that is free
   */
  static QuestDb start(Path folder, int port) throws StoreUnavailableException {
    QuestDbSettings settings = QuestDbSettings.prepare(folder, port);
    try (QuietThread quiet = QuietThread.begin()) {
      ServerMain server = new ServerMain(bootstrap(folder, settings.asVariables()));
      try {
        server.start();
        return new QuestDb(server, settings.endpoint(server.getHttpServerPort()));
      } catch (RuntimeException | Error e) { // whatever it is, a half-started one holds the folder
        server.close();
        throw e;
      }
    } catch (Bootstrap.BootstrapException | CairoException | CairoError | NetworkError e) {
      throw new StoreUnavailableException(
          "the embedded store in "
              + folder
              + " can't start (port "
              + port
              + "): "
              + e.getMessage()
              + "; is it open already, or the port taken?",
          e);
    }
  }

  private static Bootstrap bootstrap(Path folder, Map<String, String> variables) {
    PropBootstrapConfiguration configuration =
        new PropBootstrapConfiguration() {
          /** Not the process's: a QDB_ variable meant for another QuestDB is not for this one. */
          @Override
          public Map<String, String> getEnv() {
            return variables;
          }

          @Override
          public boolean useSite() {
            return false;
          }
        };
    // -n leaves the process's HUP signal alone.
    return new Bootstrap(configuration, "-d", folder.toAbsolutePath().toString(), "-n");
  }

  /** Where it takes line protocol. */
  StoreEndpoint endpoint() {
    return endpoint;
  }

  void execute(String sql) throws StoreUnavailableException {
    try (SqlExecutionContextImpl context = context(List.of())) {
      engine.execute(sql, context);
    } catch (SqlException | CairoException | CairoError e) {
      throw unavailable(e);
    }
  }

  /**
   * Hands each row of a query to {@code row}, which must take what it needs at once.
   *
   * @param texts values of $1, $2 …
   */
  void query(String sql, List<String> texts, BiConsumer<Record, RecordMetadata> row)
      throws StoreUnavailableException {
    try (SqlExecutionContextImpl context = context(texts);
        RecordCursorFactory factory = engine.select(sql, context);
        RecordCursor cursor = factory.getCursor(context)) {
      while (cursor.hasNext()) {
        row.accept(cursor.getRecord(), factory.getMetadata());
      }
    } catch (SqlException | CairoException | CairoError e) {
      throw unavailable(e);
    }
  }

  private SqlExecutionContextImpl context(List<String> texts) throws SqlException {
    BindVariableServiceImpl variables = new BindVariableServiceImpl(engine.getConfiguration());
    for (int i = 0; i < texts.size(); i++) {
      variables.setStr(i, texts.get(i));
    }
    // No query workers: a history query reads one patient, the calling thread does that alone.
    return new SqlExecutionContextImpl(engine, 0).with(AllowAllSecurityContext.INSTANCE, variables);
  }

  /**
   * Waits until a table has all rows that were written before this call. QuestDB answers a write
   * when its log has it, and moves it from there into the table a little later.
   */
  void awaitApplied(String table) throws StoreUnavailableException {
    long written = progress(table).written();
    long end = System.nanoTime() + APPLY_LIMIT.toNanos();
    while (progress(table).applied() < written) {
      if (System.nanoTime() - end > 0) {
        throw new StoreUnavailableException(
            "the embedded store is more than "
                + APPLY_LIMIT.toSeconds()
                + " s behind with table "
                + table
                + ": try again later",
            null);
      }
      pause();
    }
  }

  private static void pause() throws StoreUnavailableException {
    try {
      Thread.sleep(APPLY_POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted while waiting for the store", e);
    }
  }

  private record Progress(long written, long applied) {}

  private Progress progress(String table) throws StoreUnavailableException {
    List<Progress> found = new ArrayList<>();
    List<String> suspended = new ArrayList<>();
    query(
        "SELECT sequencerTxn, writerTxn, suspended FROM wal_tables() WHERE name = $1",
        List.of(table),
        (record, metadata) -> {
          found.add(new Progress(record.getLong(0), record.getLong(1)));
          if (record.getBool(2)) {
            suspended.add(table);
          }
        });
    if (!suspended.isEmpty()) {
      throw new StoreUnavailableException(
          "the embedded store has stopped writing table "
              + table
              + " (often a full disk): make room and start again; see its log",
          null);
    }
    return found.get(0);
  }

  private static StoreUnavailableException unavailable(Throwable e) {
    return new StoreUnavailableException("the embedded store failed: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try (QuietThread quiet = QuietThread.begin()) {
      server.close();
    }
  }
}
