package dev.vigil.history;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.influxdb.InfluxDB;
import org.influxdb.InfluxDB.ResponseFormat;
import org.influxdb.InfluxDBException;
import org.influxdb.InfluxDBException.AuthorizationFailedException;
import org.influxdb.InfluxDBException.DatabaseNotFoundException;
import org.influxdb.InfluxDBIOException;
import org.influxdb.dto.BatchPoints;
import org.influxdb.dto.Point;
import org.influxdb.dto.Query;
import org.influxdb.dto.QueryResult;
import org.influxdb.impl.InfluxDBImpl;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to one store, each request bounded in time. It connects when it is first used: the client
 * looks its host up when it is made, and fails if the network is away at that moment.
 */
final class InfluxConnection implements AutoCloseable {
  /** How long one write request may take. */
  static final Duration WRITE_LIMIT = Duration.ofSeconds(15);

  /** How long one query may take: counting some hundred million points takes a while. */
  static final Duration QUERY_LIMIT = Duration.ofMinutes(2);

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
  private static final Duration PING_LIMIT = Duration.ofSeconds(2);
  private static final int REFUSAL_SHOWN = 80;

  private final StoreEndpoint endpoint;
  private final Client pinging = new Client(PING_LIMIT, ResponseFormat.JSON);
  private final Client writing = new Client(WRITE_LIMIT, ResponseFormat.JSON);
  // MessagePack, as the client reads every JSON number as a double: 2^53 + 1 would not come back.
  private final Client querying = new Client(QUERY_LIMIT, ResponseFormat.MSGPACK);

  InfluxConnection(StoreEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  StoreEndpoint endpoint() {
    return endpoint;
  }

  boolean ping() {
    try {
      return pinging.get().ping().isGood();
    } catch (InfluxDBException e) {
      return false;
    }
  }

  /**
   * Writes points in one request; makes the database when the store says that there is none.
   *
   * @throws PointsTooOldException if some are older than the store keeps; the others are written
   */
  void write(List<Point> points) throws StoreUnavailableException, PointsTooOldException {
    if (points.isEmpty()) {
      return;
    }
    // No retention policy is named: that is the database's default one, which we never change.
    BatchPoints batch = BatchPoints.database(endpoint.database()).points(points).build();
    try {
      try {
        writing.get().write(batch);
      } catch (DatabaseNotFoundException e) {
        createDatabase();
        writing.get().write(batch);
      }
    } catch (InfluxDBException e) {
      PointsTooOldException tooOld = PointsTooOldException.of(String.valueOf(e.getMessage()));
      if (tooOld != null) {
        throw tooOld;
      }
      throw unavailable(e);
    }
  }

  private void createDatabase() throws StoreUnavailableException {
    String command = "CREATE DATABASE \"" + endpoint.database() + "\"";
    QueryResult result = writing.get().query(new Query(command, "", true));
    if (result.hasError()) {
      throw new StoreUnavailableException(
          "the store at "
              + endpoint.url()
              + " has no database '"
              + endpoint.database()
              + "' and its user may not create it: create it by hand",
          null);
    }
  }

  /** The series that a query gives; none while there is no database. */
  List<QueryResult.Series> query(String influxQl) throws StoreUnavailableException {
    try {
      // As a POST, so that no patient's id stands in a URL.
      QueryResult answer = querying.get().query(new Query(influxQl, endpoint.database(), true));
      QueryResult.Result result = answer.getResults().get(0);
      String error = answer.hasError() ? answer.getError() : result.getError();
      if (error == null) {
        return result.getSeries() == null ? List.of() : result.getSeries();
      }
      if (error.startsWith("database not found")) {
        return List.of();
      }
      throw new StoreUnavailableException(
          "the store at " + endpoint.url() + " refused a query: " + withoutContent(error), null);
    } catch (InfluxDBException | UnsupportedOperationException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void close() {
    pinging.close();
    writing.close();
    querying.close();
  }

  /** What happened, for an operator; never the store's own words after a quote: they hold data. */
  private StoreUnavailableException unavailable(RuntimeException e) {
    String store = "the store at " + endpoint.url();
    if (e instanceof InfluxDBIOException && e.getCause() instanceof IOException cause) {
      return new StoreUnavailableException(
          store + " doesn't answer (" + cause.getClass().getSimpleName() + "): is it running?",
          cause);
    }
    if (e instanceof AuthorizationFailedException) {
      return new StoreUnavailableException(
          store + " refused the user and password: check the configuration of the history", null);
    }
    return new StoreUnavailableException(
        store + " refused the request: " + withoutContent(String.valueOf(e.getMessage())), null);
  }

  private static String withoutContent(String refusal) {
    int end = 0;
    while (end < Math.min(REFUSAL_SHOWN, refusal.length())
        && "\"'{<\n".indexOf(refusal.charAt(end)) < 0) {
      end++;
    }
    return end == 0 ? "see the store's log" : refusal.substring(0, end);
  }

  /** One client of influxdb-java with its own time limit, made when it is first needed. */
  private final class Client {
    private final Duration limit;
    private final ResponseFormat format;
    private @Nullable InfluxDB influxDb;

    Client(Duration limit, ResponseFormat format) {
      this.limit = limit;
      this.format = format;
    }

    synchronized InfluxDB get() {
      if (influxDb == null) {
        influxDb = connect();
      }
      return influxDb;
    }

    private InfluxDB connect() {
      OkHttpClient.Builder http =
          new OkHttpClient.Builder()
              .connectTimeout(CONNECT_LIMIT)
              .readTimeout(limit)
              .writeTimeout(limit)
              .callTimeout(limit);
      boolean anonymous = endpoint.user().isEmpty();
      InfluxDB made =
          new InfluxDBImpl(
              endpoint.url(),
              anonymous ? null : endpoint.user(),
              anonymous ? null : endpoint.password(),
              http,
              format);
      // Worth it over a network, not within one machine.
      return endpoint.isLoopback() ? made : made.enableGzip();
    }

    synchronized void close() {
      if (influxDb != null) {
        influxDb.close();
        influxDb = null;
      }
    }
  }
}
