package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.runtime.Ports;
import io.vertx.core.Vertx;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One more gateway of a Vigil, in a process of its own: it takes readings in and writes ticks, so
 * that the log goes on, and whatever is folded from it, while the other processes are away.
 */
public final class GatewayProcess implements AutoCloseable {
  /** The gateway in {@code ./vigil up}, whatever is configured. */
  public static final String ID_OF_UP = "1";

  private final Closers closers;
  private final MetricsPort metrics;
  private final Vertx vertx = Vertx.vertx();

  private @Nullable WorldGateway gateway;

  private GatewayProcess(MetricsPort metrics, Closers closers) {
    this.metrics = metrics;
    this.closers = closers;
    closers.add(() -> Blocking.await(vertx.close()));
  }

  /** Opens it; the clock begins to tick. */
  public static GatewayProcess start(VigilConfig.Gateway settings, BegunLog log) {
    requireNonNull(settings, "settings is null");
    Ports.requireFree(settings.host(), settings.port(), "gateway.port");
    MetricsPort metrics = new MetricsPort(settings.metricsPort(), "gateway.metrics-port");
    return Closers.whole(
        parts -> {
          GatewayProcess process = new GatewayProcess(metrics, parts);
          process.open(settings, log);
          return process;
        });
  }

  private void open(VigilConfig.Gateway settings, BegunLog log) {
    metrics.open(vertx);
    var place =
        new WorldGateway.Place(settings.id(), log.bootstrap(), WorldClock.real(), log.lastTicks());
    gateway = closers.add(WorldGateway.open(place, settings, vertx, metrics.meters()));
  }

  /** Where devices send readings. */
  public URI uri() {
    return requireNonNull(gateway, "the gateway has not started").uri();
  }

  @Override
  public void close() {
    closers.close();
  }
}
