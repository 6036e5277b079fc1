package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Json;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Closes connections on which no whole request comes, however slowly it goes on coming: a client
 * has so long for a request's head, also for the next one on the same connection, and five times as
 * long for its body. How long an answer takes doesn't matter here, nor what a WebSocket does.
 *
 * <p>Belongs to one event loop.
 */
final class HalfRequests {
  private static final int BODY = 5;
  private static final int TOO_SLOW = 408;
  private static final long NONE = -1;

  private final Vertx vertx;
  private final Context loop;
  private final long head;

  /** Weak: nobody is told here when a connection that became a WebSocket is closed. */
  private final Map<HttpConnection, Waiting> all = new WeakHashMap<>();

  /** What a connection waits for; it must not know the connection, or that was never let go. */
  private static final class Waiting {
    /** Requests whose answer has not been sent: a client may send the next one before. */
    private int open;

    private boolean bodyComes;
    private boolean closed;
    private long timer = NONE;
  }

  HalfRequests(Vertx vertx, Duration patience) {
    this.vertx = requireNonNull(vertx, "vertx is null");
    this.loop = vertx.getOrCreateContext();
    this.head = patience.toMillis();
  }

  /** A connection is there. */
  void connected(HttpConnection connection) {
    Waiting its = new Waiting();
    all.put(connection, its);
    connection.closeHandler(
        gone -> {
          its.closed = true;
          stop(its);
        });
    awaitNext(connection, its);
  }

  /** Takes each request before {@code next} does. */
  Handler<HttpServerRequest> before(Handler<HttpServerRequest> next) {
    return request -> {
      begun(request);
      next.handle(request);
    };
  }

  private void begun(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    Waiting its = requireNonNull(all.get(connection), "a request came on no connection");
    its.open++;
    its.bodyComes = true;
    await(its, BODY * head, () -> tooSlow(request));
    request
        .end()
        .onComplete(
            whole -> {
              its.bodyComes = false;
              stop(its);
              awaitNext(connection, its);
            });
    // An answer may end on another thread.
    request.response().bodyEndHandler(sent -> loop.runOnContext(go -> answered(connection, its)));
  }

  private void answered(HttpConnection connection, Waiting its) {
    its.open--;
    awaitNext(connection, its);
  }

  private void awaitNext(HttpConnection connection, Waiting its) {
    if (its.open == 0 && !its.bodyComes && !its.closed) {
      await(its, head, connection::close);
    }
  }

  private void await(Waiting its, long millis, Runnable otherwise) {
    stop(its);
    its.timer =
        vertx.setTimer(
            millis,
            late -> {
              its.timer = NONE;
              otherwise.run();
            });
  }

  private void stop(Waiting its) {
    if (its.timer != NONE) {
      vertx.cancelTimer(its.timer);
      its.timer = NONE;
    }
  }

  private static void tooSlow(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.ended()) {
      request.connection().close();
      return;
    }
    Map<String, String> body =
        Map.of(
            "error", "the request did not come whole in time",
            "expected", "a body that comes at once",
            "remedy", "Look at the way to the server, and repeat the request.");
    response
        .setStatusCode(TOO_SLOW)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Buffer.buffer(Json.encode(body)))
        .onComplete(sent -> request.connection().close());
  }
}
