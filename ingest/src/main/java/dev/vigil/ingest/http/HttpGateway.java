package dev.vigil.ingest.http;

import static java.util.Objects.requireNonNull;

import dev.vigil.ingest.Intake;
import dev.vigil.ingest.Message;
import dev.vigil.ingest.Reason;
import dev.vigil.ingest.Verdict;
import dev.vigil.ingest.Verdicts;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readings over HTTP: {@code POST /v1/readings} with one JSON reading, a list, or NDJSON, gzip or
 * not. The answer goes out when each reading's verdict is final. {@code /health/live} and {@code
 * /health/ready} say how it is.
 */
public final class HttpGateway {
  private static final Logger LOG = LoggerFactory.getLogger(HttpGateway.class);
  private static final String READINGS = "/v1/readings";
  private static final String SOURCE = "http";
  private static final String RETRY_AFTER_SECONDS = "2";
  private static final int IDLE_SECONDS = 60;
  private static final Duration WHOLE_WITHIN = Duration.ofMinutes(5);

  private final HttpServer server;
  private final Intake intake;
  private final RequestBodies bodies;

  private HttpGateway(HttpServer server, Intake intake, RequestBodies bodies) {
    this.server = server;
    this.intake = intake;
    this.bodies = bodies;
  }

  /**
   * Listens.
   *
   * @param host the interface, loopback unless an operator says otherwise
   * @param port 0 for any free one, see {@link #port()}
   * @return fails with Vert.x's exception if the port is taken
   */
  public static Future<HttpGateway> start(Vertx vertx, String host, int port, Intake intake) {
    return start(vertx, host, port, intake, WHOLE_WITHIN);
  }

  /** The same with another limit to how long a body may take. */
  static Future<HttpGateway> start(
      Vertx vertx, String host, int port, Intake intake, Duration wholeWithin) {
    requireNonNull(intake, "intake is null");
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setHandle100ContinueAutomatically(true)
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setIdleTimeout(IDLE_SECONDS);
    HttpServer server = vertx.createHttpServer(options);
    HttpGateway gateway = new HttpGateway(server, intake, new RequestBodies(vertx, wholeWithin));
    return server.requestHandler(gateway::handle).listen().map(gateway);
  }

  /** The port that it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** Stops listening; requests under way are cut off, and their senders send them again. */
  public Future<Void> close() {
    return server.close();
  }

  private void handle(HttpServerRequest request) {
    try {
      switch (request.path() == null ? "" : request.path()) {
        case READINGS -> readings(request);
        case "/health/live" -> answer(request, 200, Answers.health("live", null));
        case "/health/ready" -> ready(request);
        default ->
            fail(
                request,
                new HttpProblem(
                    404, "not-found", "nothing is here", "POST readings to " + READINGS));
      }
    } catch (RuntimeException e) {
      // An HttpProblem, or a defect: without an answer the sender would wait until it gives up.
      fail(request, e);
    }
  }

  private void ready(HttpServerRequest request) {
    Reason reason = intake.notReady();
    answer(
        request,
        reason == null ? 200 : 503,
        Answers.health(reason == null ? "ready" : "not-ready", reason));
  }

  private void readings(HttpServerRequest request) {
    if (!HttpMethod.POST.equals(request.method())) {
      request.response().putHeader(HttpHeaders.ALLOW, "POST");
      fail(
          request,
          new HttpProblem(405, "method-not-allowed", "readings can't be read here", "POST them"));
      return;
    }
    Message.Decoder decoder = bodies.decoderOf(request);
    Context context = Vertx.currentContext();
    bodies
        .read(request)
        .onSuccess(body -> accept(request, context, new Message(SOURCE, body, decoder)))
        .onFailure(failure -> fail(request, failure));
  }

  private void accept(HttpServerRequest request, Context context, Message message) {
    // The verdicts come on Kafka's thread, the answer belongs on the connection's.
    var unused =
        intake
            .accept(message)
            .thenAccept(verdicts -> context.runOnContext(go -> answer(request, verdicts)));
  }

  private static void answer(HttpServerRequest request, Verdicts verdicts) {
    long refused = verdicts.count(Verdict.Kind.REFUSED);
    if (refused > 0) {
      request.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    int status = 200;
    if (refused > 0 && refused == verdicts.each().size()) {
      status = 503;
    } else if (!verdicts.readable()) {
      status = verdicts.each().get(0).reason() == Reason.TOO_MANY_READINGS ? 413 : 400;
    }
    answer(request, status, Answers.verdicts(verdicts));
  }

  private static void answer(HttpServerRequest request, int status, byte[] json) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    var unused =
        response
            .setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .end(Buffer.buffer(json));
  }

  private static void fail(HttpServerRequest request, Throwable failure) {
    HttpProblem problem = problemOf(failure);
    if (problem == null) {
      LOG.error("A request failed: {}", failure.getClass().getName());
      LOG.debug("The failure", failure);
      problem =
          new HttpProblem(500, "internal", "the gateway failed on this request", "send it again");
    }
    HttpServerResponse response = request.response();
    if (problem.status() == 503) {
      response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    if (!request.isEnded()) {
      // What is left of the body is not read.
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      response.endHandler(done -> request.connection().close());
    }
    answer(request, problem.status(), Answers.problem(problem));
  }

  private static @Nullable HttpProblem problemOf(Throwable failure) {
    return failure instanceof HttpProblem problem ? problem : null;
  }
}
