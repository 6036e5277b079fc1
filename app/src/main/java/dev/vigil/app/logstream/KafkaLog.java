package dev.vigil.app.logstream;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.GovernanceTimeline;
import dev.vigil.app.verify.OfflineVerify;
import dev.vigil.app.verify.StampedLog;
import dev.vigil.app.verify.Verifier;
import dev.vigil.app.verify.Verifier.Stretch;
import dev.vigil.jobs.log.GovernanceTopics;
import dev.vigil.schemas.fold.Ticks;

/** A log in Kafka. */
public final class KafkaLog implements WholeLog {
  private final String bootstrap;
  private final Ticks.World world;
  private final int intervalSeconds;
  private final Stretch stretch;
  private final int partitions;

  /**
   * Looks how far it goes.
   *
   * @throws dev.vigil.app.failure.VigilException if it isn't whole from its first tick
   */
  public KafkaLog(String bootstrap, Ticks.World world, int intervalSeconds) {
    this.bootstrap = requireNonNull(bootstrap, "bootstrap is null");
    this.world = requireNonNull(world, "world is null");
    this.intervalSeconds = intervalSeconds;
    Verifier verifier = new Verifier(bootstrap, world, intervalSeconds);
    Stretch whole = verifier.stretch();
    stretch = new Stretch(whole.first(), Math.min(whole.last(), OfflineVerify.passed(bootstrap)));
    partitions = verifier.partitions();
  }

  String bootstrap() {
    return bootstrap;
  }

  Ticks.World world() {
    return world;
  }

  @Override
  public Stretch stretch() {
    return stretch;
  }

  @Override
  public int intervalSeconds() {
    return intervalSeconds;
  }

  @Override
  public GovernanceTimeline governance() {
    try (GovernanceTopics topics = new GovernanceTopics(bootstrap, world)) {
      topics.readToEnd();
      return topics.timeline();
    }
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public void read(int partition, StampedLog.Sink sink) {
    StampedLog.read(bootstrap, world, partition, stretch.last(), sink);
  }
}
