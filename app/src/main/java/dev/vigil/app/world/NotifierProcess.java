package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.notify.Notifications;
import dev.vigil.app.notify.NotifierPublisher;
import dev.vigil.app.runtime.FolderLock;
import dev.vigil.schemas.fold.Ticks;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The notifier of a Vigil, in a process of its own: people are told of what the jobs decide while
 * the other processes are away.
 */
public final class NotifierProcess implements AutoCloseable {
  private final Closers closers;
  private @Nullable KafkaLease lease;
  private List<String> channels = List.of();

  private NotifierProcess(Closers closers) {
    this.closers = closers;
  }

  /**
   * Takes the channels over, and begins to tell.
   *
   * @param folder where its memory lies; it belongs to one Kafka for ever
   * @throws dev.vigil.app.failure.VigilException if there is another notifier, or the folder is
   *     another's
   */
  public static NotifierProcess start(VigilConfig config, Path folder, BegunLog log) {
    requireNonNull(config, "config is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(log, "log is null");
    int port = config.notifier().metricsPort();
    MetricsPort metrics = new MetricsPort(port, "notifier.metrics-port");
    return Closers.whole(
        parts -> {
          NotifierProcess process = new NotifierProcess(parts);
          process.open(config, folder.toAbsolutePath().normalize(), log.bootstrap(), metrics);
          return process;
        });
  }

  private void open(VigilConfig config, Path folder, String bootstrap, MetricsPort metrics) {
    closers.add(FolderLock.take(folder));
    FolderSpace.require(folder);
    // It has no checkpoints, which a world's folder is also known by.
    new LogOwner(bootstrap, folder, folder).require(Ticks.World.REAL_TIME, true);
    KafkaLease taken = closers.add(KafkaLease.take(LeaseOf.NOTIFIER, bootstrap));
    lease = taken;
    WorldClock clock = WorldClock.real();
    URI board = Address.of(config.server().host(), config.server().port());
    Notifications.Of of = new Notifications.Of(clock.world(), clock);
    Notifications notifier =
        closers.add(Notifications.start(config, folder, bootstrap, of, board, taken::term));
    channels = List.copyOf(notifier.states().keySet());
    closers.add(NotifierPublisher.start(bootstrap, notifier, clock));
    NotifierMeters.bind(notifier, metrics.meters());
    Vertx vertx = Vertx.vertx();
    closers.add(() -> Blocking.await(vertx.close()));
    metrics.open(vertx);
  }

  /** Names of the channels that it tells people by. */
  public List<String> channels() {
    return channels;
  }

  /**
   * Refuses to go on while another process may tell people: what that one tells is not in this
   * one's memory. It tells nobody from the moment that it isn't the one to do so.
   *
   * @throws dev.vigil.app.failure.VigilException if that is so for 20 s, and another has the lease
   */
  public void requireItsTurn() {
    requireNonNull(lease, "not open").requireHeld();
  }

  @Override
  public void close() {
    closers.close();
  }
}
