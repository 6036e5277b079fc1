package dev.vigil.dashboard;

import dev.vigil.dashboard.registry.RefusedException;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers that are longer than memory: the log, and vectors of it. */
final class StreamRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(StreamRoutes.class);

  /** Each reads Kafka as fast as it gives: two at a time leave the jobs their share. */
  private static final int AT_ONCE = 2;

  private static final long LONGEST_HOURS = 6;

  private final LogStreams streams;
  private final WorkerExecutor workers;

  StreamRoutes(LogStreams streams, Vertx vertx) {
    this.streams = streams;
    workers =
        vertx.createSharedWorkerExecutor("log-streams", AT_ONCE, LONGEST_HOURS, TimeUnit.HOURS);
  }

  void mount(Router router) {
    router.get("/api/log").handler(this::log);
    router.get("/api/features").handler(this::features);
  }

  private void log(RoutingContext context) {
    boolean left = "false".equals(context.request().getParam("whole"));
    send(context, "text/tab-separated-values", left ? streams::left : streams::log);
  }

  private void features(RoutingContext context) {
    long from = Answers.second(context, "from");
    long to = Answers.second(context, "to");
    if (from >= to) {
      throw RefusedException.invalid("the range is empty", "from before to");
    }
    Set<String> patients = Set.copyOf(context.queryParam("patient"));
    send(context, "text/csv", () -> streams.vectors(from, to, patients));
  }

  private void send(RoutingContext context, String type, Supplier<LogStreams.Body> asked) {
    workers
        .executeBlocking(
            () -> {
              LogStreams.Body body = asked.get();
              write(context.response(), type, body);
              return null;
            },
            false)
        .onFailure(failure -> fail(context, failure));
  }

  private static void write(HttpServerResponse response, String type, LogStreams.Body body)
      throws IOException {
    response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, type + "; charset=utf-8");
    try (ResponseStream out = new ResponseStream(response)) {
      body.writeTo(out);
      out.end();
    }
  }

  /** An answer that has begun can't say what went wrong; that it has no end does. */
  private static void fail(RoutingContext context, Throwable failure) {
    if (context.response().headWritten()) {
      LOG.warn(
          "an answer of {} broke off: {}", context.currentRoute().getPath(), failure.toString());
      context.request().connection().close();
    } else {
      context.fail(failure);
    }
  }
}
