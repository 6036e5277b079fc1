package dev.vigil.app.world;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.notify.Mandate;
import dev.vigil.app.notify.Notifications;
import dev.vigil.app.notify.NotifierElsewhere;
import dev.vigil.app.notify.Notifying;
import dev.vigil.dashboard.kafka.KafkaRecordLog;
import dev.vigil.schemas.RedriveRequest;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.net.URI;
import java.util.Map;

/** Who tells people of a world's alerts: a part of this process, or one of its own. */
final class WorldNotifier {
  private WorldNotifier() {}

  /** Whether it is a process of its own; a recorded world's is a part of it, always. */
  static boolean isElsewhere(VigilConfig config, Ticks.World kind) {
    return config.notifier().elsewhere() && kind == Ticks.World.REAL_TIME;
  }

  /**
   * Begins to tell, or to follow whoever does.
   *
   * @param server where the board is
   * @param mandate without which this process tells nobody
   */
  static Notifying start(
      Foundation on, Notifications.Of of, URI server, Mandate mandate, Closers closers) {
    VigilConfig config = on.config();
    String bootstrap = on.bootstrap();
    if (!isElsewhere(config, of.world())) {
      return closers.add(Notifications.start(config, on.folder(), bootstrap, of, server, mandate));
    }
    Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrap);
    return closers.add(
        NotifierElsewhere.follow(
            bootstrap,
            of.now(),
            config.heartbeat().stalledAfterSeconds(),
            new KafkaRecordLog<>(kafka, Topics.REDRIVES, RedriveRequest.class)));
  }
}
