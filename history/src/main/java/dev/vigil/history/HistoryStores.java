package dev.vigil.history;

import java.nio.file.Path;

/** The door to the history. */
public final class HistoryStores {
  private HistoryStores() {}

  /**
   * A store in an InfluxDB 1.x, which need not answer yet; its database is made at the first write
   * where it is missing.
   *
   * @param url such as {@code http://127.0.0.1:8086}
   * @param user empty where it asks for none
   * @param password empty where it asks for none
   * @param database its name
   * @throws IllegalArgumentException if the url or the name of the database can't be one
   */
  public static HistoryStore influx(String url, String user, String password, String database) {
    StoreEndpoint endpoint = new StoreEndpoint(url, user, password, database);
    return new InfluxStore(new InfluxConnection(endpoint));
  }

  /**
   * Starts a store within this JVM. One process at a time may have a folder open.
   *
   * @param folder its data, made where it is missing
   * @param port on the loopback interface for writers; 0 for any that is free
   * @throws StoreUnavailableException if it can't start: the folder or the port is taken, or the
   *     folder was written by an unknown version
   */
  public static HistoryStore embedded(Path folder, int port) throws StoreUnavailableException {
    return embedded(folder, port, EmbeddedStore::over);
  }

  static HistoryStore embedded(Path folder, int port, Opener opener)
      throws StoreUnavailableException {
    QuestDb questDb = QuestDb.start(folder, port);
    try {
      return opener.over(questDb);
    } catch (Throwable e) { // also an Error: nothing else could open the folder after it
      questDb.close();
      throw e;
    }
  }

  /** Makes a store of a running database. */
  interface Opener {
    HistoryStore over(QuestDb questDb) throws StoreUnavailableException;
  }

  /** A writer into a store that is open somewhere, in this process or another. */
  public static HistoryWriter writer(StoreEndpoint endpoint) {
    return new LineProtocolWriter(new InfluxConnection(endpoint));
  }
}
