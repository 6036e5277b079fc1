package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.models.ModelRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server: pages, API, WebSocket and metrics on one port and one event loop. Everything under
 * {@code /api} but the sign-in, and the WebSocket {@code /ws}, ask who it is; the pages hold no
 * data, the metrics no health data.
 */
public final class VigilServer {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final long BODY_BYTES = 4 << 20;
  private static final int HELLO_BYTES = 4096;
  private static final long SETTLE_MILLIS = 10_000;
  private static final long LONGEST_VERIFY_HOURS = 6;

  private final Vertx vertx;
  private final String deployment;
  private final Listener listener;

  private VigilServer(Vertx vertx, String deployment, Listener listener) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.listener = listener;
  }

  /** Starts listening; fails if the port is taken. */
  public static Future<VigilServer> start(Vertx vertx, ServerSettings settings, ServerParts parts) {
    requireNonNull(vertx, "vertx is null");
    Listener listener = new Listener(settings, parts);
    return vertx
        .deployVerticle(listener)
        .map(deployment -> new VigilServer(vertx, deployment, listener))
        .recover(
            failure ->
                Future.failedFuture(
                    new IllegalStateException(
                        "the server can't listen on "
                            + settings.host()
                            + ":"
                            + settings.port()
                            + ": "
                            + failure.getMessage()
                            + "; free the port or set another",
                        failure)));
  }

  /** The port it listens on. */
  public int port() {
    return requireNonNull(listener.server, "the server has not started").actualPort();
  }

  /** Stops listening and closes all connections. */
  public Future<Void> close() {
    return vertx.undeploy(deployment);
  }

  /** Everything on one event loop. */
  private static final class Listener extends VerticleBase {
    private final ServerSettings settings;
    private final ServerParts parts;
    private @Nullable HttpServer server;
    private @Nullable WardBroadcast broadcast;

    Listener(ServerSettings settings, ServerParts parts) {
      this.settings = requireNonNull(settings, "settings is null");
      this.parts = requireNonNull(parts, "parts is null");
    }

    @Override
    public Future<?> start() {
      SignedIn signedIn =
          new SignedIn(settings.token(), parts.access().sessions(), settings.clock());
      Gate gate =
          new Gate(
              parts.audit(),
              new SeenPatients(parts.registry()),
              settings.clock(),
              parts.metrics().registry());
      WardBroadcast toClients =
          new WardBroadcast(vertx, parts.ward(), signedIn, gate, parts.metrics().registry());
      broadcast = toClients;
      HttpServerOptions options =
          new HttpServerOptions()
              .setHost(settings.host())
              .setPort(settings.port())
              .setCompressionSupported(true)
              // Else the answer to a request that upgraded came now and then as HTTP/1.1 after all.
              .setHttp2ClearTextEnabled(false)
              .setMaxWebSocketFrameSize(HELLO_BYTES)
              .setMaxWebSocketMessageSize(HELLO_BYTES);
      HalfRequests half = new HalfRequests(vertx, settings.patience());
      HttpServer created =
          vertx
              .createHttpServer(options)
              .connectionHandler(half::connected)
              .requestHandler(half.before(routes(toClients, signedIn, gate)));
      server = created;
      return created
          .listen()
          .onSuccess(
              listening -> {
                vertx.setPeriodic(WardBroadcast.FLUSH_MILLIS, tick -> toClients.flush());
                vertx.setPeriodic(WardBroadcast.EVENT_MILLIS, tick -> toClients.flushEvents());
                vertx.setPeriodic(settings.beat().toMillis(), tick -> toClients.beat());
                vertx.setPeriodic(SETTLE_MILLIS, tick -> settle());
              });
    }

    private void settle() {
      if (parts.registry().owed() > 0) {
        var unused = parts.registry().settle().toCompletableFuture();
      }
    }

    @Override
    public Future<?> stop() {
      if (broadcast != null) {
        broadcast.closeAll();
      }
      return server == null ? Future.succeededFuture() : server.close();
    }

    private Router routes(WardBroadcast toClients, SignedIn signedIn, Gate gate) {
      Router router = Router.router(vertx);
      router.route().handler(new SecurityHeaders());
      router.route("/api/*").handler(this::count).failureHandler(Answers::fail);
      Entrance entrance = new Entrance(gate, settings);
      OidcRoutes elsewhere = elsewhere(entrance);
      if (elsewhere != null) {
        elsewhere.mount(router);
      }
      SignInRoutes signIn = new SignInRoutes(vertx, parts.access(), entrance, elsewhere);
      router.post(SignInRoutes.SIGN_IN).handler(Answers.limited(HELLO_BYTES));
      signIn.mountOpen(router);
      router.route("/api/*").handler(signedIn);
      OpenApi api = new OpenApi();
      gate.mount(router, api.queryNames());
      router.put(ModelRoutes.BUNDLE).handler(Answers.limited(ModelRegistry.MOST_BUNDLE_BYTES));
      router.route("/api/*").handler(Answers.limited(BODY_BYTES));
      signIn.mount(router);
      api.mount(router);
      mountParts(router);
      router.get("/ws").handler(context -> upgrade(context, toClients));
      router.get("/metrics").handler(this::metrics);
      new WebFiles().mount(router);
      router.route("/api/*").handler(VigilServer::nothingHere);
      router.route().handler(context -> context.response().setStatusCode(NOT_FOUND).end());
      return router;
    }

    private void mountParts(Router router) {
      new AuditRoutes(parts.audit()).mount(router);
      router.get("/api/status").handler(context -> answer(context, parts.status()::status));
      router.post("/api/verify").handler(verifying());
      new PatientRoutes(parts).mount(router);
      new CourseRoutes(parts, vertx).mount(router);
      new BedsideRoutes(parts).mount(router);
      new AlertRoutes(parts).mount(router);
      new ModelRoutes(parts).mount(router);
      WatchRoutes watch = new WatchRoutes(parts);
      watch.mount(router);
      watch.mountOpen(router);
      new PolicyRoutes(parts).mount(router);
      new BurdenRoutes(parts).mount(router);
      new DrillRoutes(parts).mount(router);
      new StreamRoutes(parts.streams(), vertx).mount(router);
    }

    /** One after the other, in a thread of their own: each takes minutes, and nobody else waits. */
    private Handler<RoutingContext> verifying() {
      WorkerExecutor own =
          vertx.createSharedWorkerExecutor("verify", 1, LONGEST_VERIFY_HOURS, TimeUnit.HOURS);
      return context ->
          own.executeBlocking(parts.verifier()::verify, false)
              .onSuccess(body -> Answers.send(context, 200, body))
              .onFailure(context::fail);
    }

    private @Nullable OidcRoutes elsewhere(Entrance entrance) {
      return settings.oidc() == null
          ? null
          : new OidcRoutes(
              vertx, settings.oidc(), parts.access().sessions(), entrance, this::address);
    }

    private String address() {
      int port = requireNonNull(server, "the server has not started").actualPort();
      return ServerSettings.url(settings.host(), port);
    }

    private void count(RoutingContext context) {
      MeterRegistry meters = parts.metrics().registry();
      context.addEndHandler(
          ended ->
              meters
                  .counter(
                      "vigil_api_requests_total",
                      "status",
                      Integer.toString(context.response().getStatusCode()))
                  .increment());
      context.next();
    }

    private void answer(RoutingContext context, Callable<JsonNode> work) {
      vertx
          .executeBlocking(work, false)
          .onSuccess(body -> Answers.send(context, 200, body))
          .onFailure(context::fail);
    }

    private void metrics(RoutingContext context) {
      vertx
          .executeBlocking(parts.metrics().scrape()::get, false)
          .onSuccess(
              text ->
                  context
                      .response()
                      .putHeader(
                          HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                      .end(text))
          .onFailure(context::fail);
    }

    private static void upgrade(RoutingContext context, WardBroadcast toClients) {
      if (!SignedIn.isOfThisSite(context.request())) {
        context.response().setStatusCode(FORBIDDEN).end();
        return;
      }
      WardHello hello = WardHello.of(context.request());
      context
          .request()
          .toWebSocket()
          .onSuccess(socket -> toClients.accept(socket, hello))
          .onFailure(
              failure -> {
                if (!context.response().ended()) {
                  context.response().setStatusCode(400).end();
                }
              });
    }
  }

  static void nothingHere(RoutingContext context) {
    Answers.error(
        context,
        NOT_FOUND,
        "there is nothing here",
        "one of the API's paths and methods",
        "See GET /api/openapi.json, or the page /openapi.html.");
  }
}
