package dev.vigil.app.supervise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.FollowedTopic;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.SupervisorState;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.SupervisorState.Unread;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A supervisor that is a process of its own, by what it has published of itself. Thread-safe. */
public final class SupervisorElsewhere implements Supervising {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisorElsewhere.class);

  private final LongSupplier now;
  private final int silentAfterSeconds;
  private final int featureIntervalSeconds;
  private final long begun;
  private @Nullable FollowedTopic followed;
  private volatile @Nullable SupervisorState state;

  /**
   * Of which nothing is known yet.
   *
   * @param now the world's clock, whole seconds since the epoch
   * @param silentAfterSeconds without a sign after which it counts as away
   * @param featureIntervalSeconds between two vectors of a patient, as this process knows it
   */
  SupervisorElsewhere(LongSupplier now, int silentAfterSeconds, int featureIntervalSeconds) {
    this.now = requireNonNull(now, "now is null");
    this.silentAfterSeconds = silentAfterSeconds;
    this.featureIntervalSeconds = featureIntervalSeconds;
    this.begun = now.getAsLong();
  }

  /** Of which is known what it said last, and what it says from now on. */
  public static SupervisorElsewhere follow(
      String bootstrap, LongSupplier now, int silentAfterSeconds, int featureIntervalSeconds) {
    SupervisorElsewhere supervisor =
        new SupervisorElsewhere(now, silentAfterSeconds, featureIntervalSeconds);
    supervisor.followed =
        FollowedTopic.start(
            "supervisor-elsewhere", () -> supervisor.open(bootstrap), supervisor::take);
    return supervisor;
  }

  /** What it said in the past is no news: all of that is read before the last of it is believed. */
  private TopicTail open(String bootstrap) {
    AtomicReference<SupervisorState> last = new AtomicReference<>();
    TopicTail tail =
        FollowedTopic.caughtUp(
            bootstrap, Topics.SUPERVISION, record -> read(record).ifPresent(last::set));
    state = last.get() == null ? state : last.get();
    return tail;
  }

  void take(ConsumerRecord<byte[], byte[]> record) {
    read(record).ifPresent(said -> state = said);
  }

  private static Optional<SupervisorState> read(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    byte[] value = record.value();
    if (key == null || value == null || !SupervisorState.KEY.equals(new String(key, UTF_8))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.decode(value, SupervisorState.class));
    } catch (MalformedRecordException e) {
      LOG.warn("{}@{} is void: {}", record.topic(), record.offset(), e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<SupervisorState> state() {
    return Optional.ofNullable(state);
  }

  @Override
  public Map<String, JobState> states() {
    return state().<Map<String, JobState>>map(SupervisorState::jobs).orElse(Map.of());
  }

  @Override
  public Map<String, String> losses() {
    return state().<Map<String, String>>map(SupervisorState::losses).orElse(Map.of());
  }

  @Override
  public Optional<Unread> unread() {
    SupervisorState last = state;
    if (!isSilent(last)) {
      return Optional.ofNullable(requireNonNull(last, "last is null").unread());
    }
    String silent = "the supervisor has given no sign for " + silentAfterSeconds + " s or more";
    return Optional.of(
        last == null
            ? new Unread(begun, "the supervisor has given no sign yet")
            : new Unread(last.at(), silent));
  }

  @Override
  public Optional<Long> lastSign() {
    return Optional.of(state().map(SupervisorState::at).orElse(Ticks.NONE));
  }

  @Override
  public boolean isSilent() {
    return isSilent(state);
  }

  private boolean isSilent(@Nullable SupervisorState last) {
    return last == null || last.at() < now.getAsLong() - silentAfterSeconds;
  }

  @Override
  public Optional<String> disagreement() {
    return state()
        .map(SupervisorState::featureIntervalSeconds)
        .filter(theirs -> theirs != featureIntervalSeconds)
        .map(
            theirs ->
                "The supervisor would have vectors made every "
                    + theirs
                    + " s, but this Vigil began with "
                    + featureIntervalSeconds
                    + " s");
  }

  /** They are another process's. */
  @Override
  public void end() {}

  @Override
  public void close() {
    FollowedTopic open = followed;
    if (open != null) {
      open.close();
    }
  }
}
