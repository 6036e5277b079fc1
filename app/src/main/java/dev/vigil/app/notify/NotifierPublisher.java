package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.Closing;
import dev.vigil.app.runtime.DaemonThreads;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notifier's side towards a server elsewhere: every two seconds it says that it lives, and what
 * it knows, and it tells once more what it is asked to.
 */
public final class NotifierPublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NotifierPublisher.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Notifications notifier;
  private final LongSupplier now;
  private final NotesTopic topic;
  private final FollowedTopic orders;
  private final Closing closing = new Closing();
  private final Thread thread = DaemonThreads.named("notifier-publisher").newThread(this::repeat);
  private boolean failing;

  private NotifierPublisher(
      Notifications notifier, LongSupplier now, NotesTopic topic, FollowedTopic orders) {
    this.notifier = requireNonNull(notifier, "notifier is null");
    this.now = requireNonNull(now, "now is null");
    this.topic = topic;
    this.orders = orders;
  }

  /**
   * Begins to publish.
   *
   * @param bootstrap Kafka's address, whose topics are there
   * @param now the world's clock, whole seconds since the epoch
   */
  public static NotifierPublisher start(
      String bootstrap, Notifications notifier, LongSupplier now) {
    RedriveOrders orders = new RedriveOrders(notifier);
    // Before the first sign: a server asks nothing of a notifier that has given none.
    FollowedTopic followed =
        FollowedTopic.start("notifier-orders", () -> orders.open(bootstrap), orders::take);
    NotifierPublisher publisher =
        new NotifierPublisher(notifier, now, NotesTopic.open(bootstrap), followed);
    publisher.thread.start();
    return publisher;
  }

  private void repeat() {
    do {
      publish();
    } while (closing.rest(EVERY));
  }

  /** Never throws: who says nothing any more is taken for dead. */
  private void publish() {
    try {
      topic.publish(NotifierNotes.state(notifier, now.getAsLong()), notifier.notes());
      failing = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) { // Kafka away, a defect, an Error
      if (!failing && !closing.hasBegun()) {
        failing = true;
        LOG.warn("the notifier can't say how it does, and tries again: {}", e.toString());
      }
    }
  }

  @Override
  public void close() {
    closing.begin();
    orders.close();
    DaemonThreads.awaitEnd(thread);
    topic.close();
  }
}
