package dev.vigil.app.world;

import dev.vigil.app.runtime.Ports;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** The metrics of a process that has no server, for Prometheus, on all addresses. */
final class MetricsPort {
  private static final String EVERYWHERE = "0.0.0.0";

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final int port;

  /**
   * Not open yet.
   *
   * @param port 0 for none
   * @param key of the configuration that names it
   */
  MetricsPort(int port, String key) {
    Ports.requireFree(EVERYWHERE, port, key);
    this.port = port;
  }

  PrometheusMeterRegistry meters() {
    return meters;
  }

  /** It is closed with Vert.x. */
  void open(Vertx vertx) {
    if (port > 0) {
      Blocking.await(
          vertx
              .createHttpServer()
              .requestHandler(request -> answer(vertx, request))
              .listen(port, EVERYWHERE));
    }
  }

  private void answer(Vertx vertx, HttpServerRequest request) {
    var unused =
        vertx
            .executeBlocking(meters::scrape, false)
            .compose(
                text ->
                    request
                        .response()
                        .putHeader(
                            HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                        .end(text));
  }
}
