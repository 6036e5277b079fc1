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
  private final boolean whole;
  private final int partitions;

  private KafkaLog(
      String bootstrap, Ticks.World world, int intervalSeconds, boolean whole, Verifier verifier) {
    this.bootstrap = requireNonNull(bootstrap, "bootstrap is null");
    this.world = requireNonNull(world, "world is null");
    this.intervalSeconds = intervalSeconds;
    this.whole = whole;
    Stretch there = whole ? verifier.stretch() : verifier.left();
    stretch = new Stretch(there.first(), Math.min(there.last(), OfflineVerify.passed(bootstrap)));
    partitions = verifier.partitions();
  }

  /**
   * Looks how far it goes.
   *
   * @throws dev.vigil.app.failure.VigilException if it isn't whole from its first tick
   */
  public static KafkaLog whole(String bootstrap, Ticks.World world, int intervalSeconds) {
    Verifier verifier = new Verifier(bootstrap, world, intervalSeconds);
    return new KafkaLog(bootstrap, world, intervalSeconds, true, verifier);
  }

  /** The same of what is left, all of it or not. */
  public static KafkaLog left(String bootstrap, Ticks.World world, int intervalSeconds) {
    Verifier verifier = new Verifier(bootstrap, world, intervalSeconds);
    return new KafkaLog(bootstrap, world, intervalSeconds, verifier.isWhole(), verifier);
  }

  String bootstrap() {
    return bootstrap;
  }

  Ticks.World world() {
    return world;
  }

  @Override
  public boolean isWhole() {
    return whole;
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
